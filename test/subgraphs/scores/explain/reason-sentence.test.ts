import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FEATURES, type FeatureDefinition } from '../../../../lake/features/features.ts';
import { reasonSentence } from '../../../../subgraphs/scores/explain/reason-sentence.ts';

describe('reasonSentence', () => {
  it('reasonSentence says what sales can read', () => {
    const said = [
      reasonSentence({ feature: 'website_visits', value: 12, contribution: 1 }),
      reasonSentence({ feature: 'meetings', value: 1, contribution: 1 }),
      reasonSentence({ feature: 'call_time', value: 600, contribution: -1 }),
      reasonSentence({ feature: 'days_since_interaction', value: 40.26, contribution: -1 }),
      reasonSentence({ feature: 'referral_source', value: 'PARTNER', contribution: 1 }),
    ];
    assert.deepEqual(said, [
      '12 website visits raise the score',
      '1 meeting raises the score',
      '10 minutes on the phone lower the score',
      '40.3 days since the latest interaction lower the score',
      'source PARTNER raises the score',
    ]);
  });

  it('reasonSentence has words for every feature', () => {
    const definitions: readonly FeatureDefinition[] = FEATURES;
    for (const { name, kind } of definitions) {
      const value = kind === 'number' ? 2 : 'X';
      assert.match(reasonSentence({ feature: name as never, value, contribution: 1 }), /(2|X).* raises? the score$/);
    }
  });
});
