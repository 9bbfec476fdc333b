import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { logit } from '../../../../scoring/log-odds.ts';
import { onEachDatabase } from '../../../support/database/databases.ts';
import { signatureOf } from '../../../support/explain/explain-file.ts';
import { columnsFile } from '../../../support/explain/graph-files.ts';
import { node } from '../../../support/models/onnx-file.ts';
import { nanVersion } from '../../../support/models/visits-models.ts';
import { codesOf, ScoresWorld } from '../../../support/scores/scores-world.ts';

const SCORE = `mutation ($input: ScoreFeaturesInput!) { scoreFeatures(input: $input) { score { id } } }`;
const EXPLAIN = `query ($scores: [_Any!]!) { _entities(representations: $scores) { ... on Score { probability explanation {
  method isExact inexactBecause baseValue margin background { source rows }
  contributions { contribution standardError feature { name } } } reasons { contribution } } } }`;

onEachDatabase((kind, open) => {
  describe(`sampled explanations on ${kind}`, () => {
    let world: ScoresWorld;
    before(async () => {
      world = await ScoresWorld.open(open, { inferenceWorkers: 1 });
    });
    after(() => world.close());

    // biome-ignore-start lint/suspicious/noExplicitAny: the shapes are those of the operations above
    const score = async (features: object): Promise<object> => {
      const { data } = await world.ask(SCORE, { input: { features } });
      return { __typename: 'Score', id: (data as any).scoreFeatures.score.id };
    };

    it('of a product of features add up, with their sampling error, against the scores of the model', async () => {
      const steps = [node('Mul', ['meetings', 'email_clicks'], ['xy']), node('Sigmoid', ['xy'], ['probabilities'])];
      const bytes = columnsFile({ meetings: 'float', email_clicks: 'float' }, steps, 1);
      await world.registry.promote({ version: 1, bytes, signature: signatureOf(['meetings', 'email_clicks'], 1) });
      await world.scores.modelsChanged();
      const scores = [];
      for (let at = 0; at < 40; at++) scores.push(await score({ meetings: at % 3, emailClicks: (at % 5) / 4 }));
      const { data, errors } = await world.ask(EXPLAIN, { scores });
      assert.equal(errors, undefined);
      for (const { probability, explanation, reasons } of (data as any)._entities) {
        assert.deepEqual([explanation.method, explanation.isExact], ['PERMUTATION', false]);
        assert.equal(explanation.inexactBecause, 'operator Mul: a product of several features');
        assert.deepEqual(explanation.background, { source: 'RECORDED_SCORES', rows: 40 });
        const parts: { contribution: number; standardError: number }[] = explanation.contributions;
        const total = parts.reduce((sum, { contribution }) => sum + contribution, explanation.baseValue);
        assert.ok(Math.abs(total - explanation.margin) < 1e-12);
        assert.ok(Math.abs(explanation.margin - logit(probability)) < 1e-12);
        assert.ok(parts.some(({ standardError }) => standardError > 0));
        assert.ok(reasons.length <= 2);
      }
    });

    it('of a model that gives no probability for what is compared are refused alone', async () => {
      await world.registry.promote({ ...nanVersion(2), model: 'gaps' });
      await world.scores.modelsChanged();
      const asked = { model: 'gaps', features: { websiteVisits: 0 } };
      const { data } = await world.ask(SCORE, { input: asked });
      const { id } = (data as any).scoreFeatures.score;
      const other = await world.ask(EXPLAIN, { scores: [{ __typename: 'Score', id }] });
      assert.deepEqual(other.errors, undefined);
      assert.equal((other.data as any)._entities[0].explanation.isExact, false);
      await world.registry.promote({ ...nanVersion(3), model: 'more-gaps' });
      await world.registry.describe(3, { website_visits: [0, 1, 2, 3] }, 'more-gaps');
      await world.scores.modelsChanged();
      const found = await world.ask(SCORE, { input: { ...asked, model: 'more-gaps' } });
      const scores = [{ __typename: 'Score', id: (found.data as any).scoreFeatures.score.id }];
      const refused = await world.ask(EXPLAIN, { scores });
      assert.deepEqual(codesOf(refused), ['EXPLANATION_UNAVAILABLE', 'EXPLANATION_UNAVAILABLE']);
      assert.equal((refused.data as any)._entities[0].probability, 0.5);
    });
    // biome-ignore-end lint/suspicious/noExplicitAny: see above
  });
});
