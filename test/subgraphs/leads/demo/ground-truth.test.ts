import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ACTIVITIES, COUNTRIES, LICENCES, SOURCES } from '../../../../subgraphs/leads/demo/catalogue.ts';
import { conversionLogOdds } from '../../../../subgraphs/leads/demo/ground-truth.ts';
import type { Prospect } from '../../../../subgraphs/leads/demo/prospect.ts';

describe('conversionLogOdds', () => {
  it('conversionLogOdds adds up by hand for a trader from India who came by search and filled in the form with average care', () => {
    // intercept −3, search 0.2, size fit 0.6 at 12 employees, form care 0.5 at 95 seconds
    near(logOdds({}), -3 + 0.2 + 0.6 + 0.5);
    near(logOdds({ intent: 2 }), -3 + 0.2 + 0.6 + 0.5 + 2 * 1.9);
  });

  it('conversionLogOdds values partners more abroad than in the country, and advertisements less', () => {
    const gain = (source: string) =>
      logOdds({ source: find(SOURCES, source) }) -
      logOdds({ source: find(SOURCES, source), country: find(COUNTRIES, 'AE') });
    assert.ok(gain('PARTNER') > gain('ORGANIC_SEARCH'));
    assert.ok(gain('GOOGLE_ADS') < gain('ORGANIC_SEARCH'));
  });

  it('conversionLogOdds prefers small freelancers, large factories and middle-sized traders', () => {
    const at = (licence: string, companySize: number) => logOdds({ licence: find(LICENCES, licence), companySize });
    assert.ok(at('FREELANCE', 1) > at('FREELANCE', 10));
    assert.ok(at('INDUSTRIAL', 200) > at('INDUSTRIAL', 20));
    assert.ok(at('COMMERCIAL', 12) > at('COMMERCIAL', 1) && at('COMMERCIAL', 12) > at('COMMERCIAL', 200));
  });

  it('conversionLogOdds trusts neither a form filled in within seconds nor one that took an hour', () => {
    assert.ok(logOdds({ formSeconds: 95 }) > logOdds({ formSeconds: 4 }));
    assert.ok(logOdds({ formSeconds: 95 }) > logOdds({ formSeconds: 3_600 }));
  });

  it('conversionLogOdds gives browsers and machines next to no chance, however keen they seem', () => {
    assert.ok(logOdds({ segment: 'BROWSER', intent: 2 }) < logOdds({ intent: 1 }));
    assert.ok(logOdds({ segment: 'SPAM' }) < -7);
  });
});

function logOdds(change: Partial<Prospect>): number {
  return conversionLogOdds({ ...TRADER, ...change }, 0);
}

function find<T extends { readonly value: string }>(items: readonly T[], value: string): T {
  const item = items.find((candidate) => candidate.value === value);
  assert.ok(item, value);
  return item;
}

const TRADER: Prospect = {
  segment: 'BUYER',
  intent: 0,
  licence: find(LICENCES, 'COMMERCIAL'),
  activity: find(ACTIVITIES, 'General trading'),
  country: find(COUNTRIES, 'IN'),
  source: find(SOURCES, 'ORGANIC_SEARCH'),
  companySize: 12,
  formSeconds: 95,
};

function near(actual: number, expected: number): void {
  assert.ok(Math.abs(actual - expected) < 1e-9, `found ${actual}, expected ${expected}`);
}
