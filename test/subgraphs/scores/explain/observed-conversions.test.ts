import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  EMPTY_FEATURE_VECTOR,
  FEATURES,
  type FeatureName,
  type FeatureValue,
} from '../../../../lake/features/features.ts';
import { binKey, binOf } from '../../../../subgraphs/scores/explain/feature-bin.ts';
import { ConversionCounts } from '../../../../subgraphs/scores/explain/observed-conversions.ts';
import { binPhrase } from '../../../../subgraphs/scores/explain/phrases.ts';

const group = (feature: FeatureName, value: FeatureValue) => binPhrase(feature, binOf(feature, value));

describe('bins of features', () => {
  it('bins are worded as groups of leads', () => {
    const found = [
      group('meetings', 0),
      group('meetings', 1),
      group('meetings', 4),
      group('company_size', 3e9),
      group('company_size', 0),
      group('website_visits', 12),
      group('call_time', 0),
      group('call_time', 45),
      group('call_time', 3_599),
      group('call_time', 9_000),
      group('lead_age', 0.4),
      group('days_since_interaction', 8),
      group('days_since_interaction', 400),
      group('days_since_interaction', null),
      group('company_size', null),
      group('industry', 'TRADING'),
      group('industry', null),
    ];
    assert.deepEqual(found, [
      'without meetings',
      'with 1 meeting',
      'with 3 to 4 meetings',
      'with 10000 or more employees',
      'with 0 employees',
      'with 10 to 19 website visits',
      'without time on the phone',
      'with 30 to 60 seconds on the phone',
      'with 30 to 60 minutes on the phone',
      'with 120 minutes or more on the phone',
      'with less than a day since the lead was created',
      'with 7 to 14 days since the latest interaction',
      'with 365 or more days since the latest interaction',
      'without interactions',
      'with an unknown company size',
      'with industry TRADING',
      'with an unknown industry',
    ]);
  });

  it('bins of a feature are apart, and each value is in the one whose range holds it', () => {
    for (const { name, kind } of FEATURES) {
      if (kind === 'category') continue;
      for (let value = 0; value < 20_000; value = value * 1.1 + 0.3) {
        const bin = binOf(name, value);
        assert.ok(
          bin.kind === 'RANGE' && bin.from <= value && (bin.until === null || value < bin.until),
          `${name} ${value}`,
        );
      }
    }
    assert.notEqual(binKey(binOf('industry', '')), binKey(binOf('industry', null)));
  });
});

describe('ConversionCounts', () => {
  const counts = new ConversionCounts();
  for (let lead = 0; lead < 500; lead++) {
    const meetings = lead < 100 ? 3 : lead < 149 ? 1 : 0;
    counts.add({ features: { ...EMPTY_FEATURE_VECTOR, meetings, industry: 'TRADING' }, isConverted: lead < 50 });
  }

  it('ConversionCounts compare a bin with all leads', () => {
    assert.deepEqual(counts.find('meetings', 4), {
      group: 'with 3 to 4 meetings',
      leads: 100,
      converted: 50,
      ratio: 5,
    });
    assert.deepEqual(counts.find('meetings', 0)?.ratio, 0);
    assert.equal(counts.find('industry', 'TRADING')?.ratio, 1);
    assert.equal(counts.find('company_size', null)?.leads, 500);
  });

  it('ConversionCounts say nothing of fewer than 50 leads', () => {
    assert.equal(counts.find('meetings', 1), undefined);
    assert.equal(counts.find('industry', 'LOGISTICS'), undefined);
    assert.equal(new ConversionCounts().find('meetings', 0), undefined);
  });

  it('ConversionCounts have no ratio where no lead converted', () => {
    const none = new ConversionCounts();
    for (let lead = 0; lead < 50; lead++) none.add({ features: EMPTY_FEATURE_VECTOR, isConverted: false });
    assert.deepEqual([none.find('meetings', null)?.converted, none.find('meetings', null)?.ratio], [0, null]);
  });
});
