import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  FEATURES,
  type FeatureDefinition,
  type FeatureName,
  type FeatureValue,
} from '../../../../lake/features/features.ts';
import {
  contributionSentence,
  directionOf,
  reasonsOf,
  strongest,
} from '../../../../subgraphs/scores/explain/contribution.ts';

const say = (feature: FeatureName, value: FeatureValue, contribution: number) =>
  contributionSentence({ feature, value, contribution, standardError: 0 }, undefined);

describe('contributionSentence', () => {
  it('contributionSentence says what sales can read', () => {
    const said = [
      say('website_visits', 12, 1),
      say('meetings', 1, 1),
      say('call_time', 600, -1),
      say('days_since_interaction', 40.26, -1),
      say('referral_source', 'PARTNER', 1),
      say('industry', 'TRADING', 0),
    ];
    assert.deepEqual(said, [
      '12 website visits raise the score',
      '1 meeting raises the score',
      '10 minutes on the phone lower the score',
      '40.3 days since the latest interaction lower the score',
      'source PARTNER raises the score',
      'industry TRADING does not move the score',
    ]);
  });

  it('contributionSentence tells a missing value from none', () => {
    const said = [
      say('meetings', 0, -1),
      say('meetings', null, -1),
      say('company_size', null, 1),
      say('company_size', 0, 1),
      say('form_completion_time', null, -1),
      say('days_since_interaction', null, -1),
      say('industry', null, -1),
    ];
    assert.deepEqual(said, [
      'the lack of meetings lowers the score',
      'an unknown number of meetings lowers the score',
      'an unknown company size raises the score',
      '0 employees raise the score',
      'the lack of submitted forms lowers the score',
      'the lack of interactions lowers the score',
      'an unknown industry lowers the score',
    ]);
  });

  it('contributionSentence carries what was observed, and words no cause', () => {
    const observed = { group: 'with 3 to 4 meetings', leads: 212, converted: 64, ratio: 2.41 };
    const contribution = { feature: 'meetings', value: 3, contribution: 1, standardError: 0 } as const;
    const of = (ratio: number | null) => contributionSentence(contribution, { ...observed, ratio });
    const opinion = '3 meetings raise the score; of leads with 3 to 4 meetings, 64 of 212 converted';
    assert.equal(of(2.41), `${opinion}, 2.4 times as many as of all`);
    assert.equal(of(1.04), `${opinion}, as many as of all`);
    assert.equal(of(null), opinion);
  });

  it('contributionSentence has words for every feature, present or missing', () => {
    const definitions: readonly FeatureDefinition[] = FEATURES;
    for (const { name, kind } of definitions) {
      const feature = name as FeatureName;
      assert.match(say(feature, kind === 'number' ? 2 : 'X', 1), /(2|X).* raises? the score$/);
      assert.match(say(feature, null, -1), /^(an unknown|the lack of) .* lowers the score$/);
    }
  });
});

describe('contributions', () => {
  const all = [0.0009, -2, 0.5, 2].map((contribution, at) => {
    return { feature: `f${at}`, value: at, contribution, standardError: 0 };
  });

  it('contributions have a direction from a thousandth on', () => {
    assert.deepEqual([0, 0.0009, -0.0009, 0.001, -0.001].map(directionOf), [
      'NONE',
      'NONE',
      'NONE',
      'RAISES',
      'LOWERS',
    ]);
  });

  it('contributions are ordered by strength, and reasons are those with a direction', () => {
    const names = (some: readonly { readonly feature: string }[]) => some.map(({ feature }) => feature);
    assert.deepEqual(names(strongest(all)), ['f1', 'f3', 'f2', 'f0']);
    assert.deepEqual(names(strongest(all, 2)), ['f1', 'f3']);
    assert.deepEqual(names(reasonsOf(all, 10)), ['f1', 'f3', 'f2']);
    assert.deepEqual(reasonsOf(all, -1), []);
  });
});
