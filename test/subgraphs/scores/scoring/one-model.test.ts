import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { onEachDatabase } from '../../../support/database/databases.ts';
import { NOW, ScoresWorld, sizeVersion, visitsVersion } from '../../../support/scores/scores-world.ts';

const OTHER = 'company-size';
const SCORE = `mutation ($lead: ID!, $model: String) { scoreLead(leadId: $lead, model: $model) {
  score { id trend previousProbability modelVersion { model } } } }`;
const FEATURES = `mutation ($input: ScoreFeaturesInput!) { scoreFeatures(input: $input) {
  score { modelVersion { model } } } }`;
const OF_LEAD = `query ($lead: ID!, $model: String, $after: String) {
  _entities(representations: [{ __typename: "Lead", id: $lead }]) { ... on Lead {
    score(model: $model) { id } scoreHistory(model: $model, first: 2, after: $after) {
      nodes { id modelVersion { model } } pageInfo { endCursor hasNextPage } } } } }`;

onEachDatabase((kind, open) => {
  describe(`scores of two models on ${kind}`, () => {
    let world: ScoresWorld;
    before(async () => {
      world = await ScoresWorld.open(open, { inferenceWorkers: 0 });
      await world.registry.promote(visitsVersion(1));
      await world.registry.promote({ ...sizeVersion(1), model: OTHER });
      await world.scores.modelsChanged();
      await world.addLead('both', [{ kind: 'WEBSITE_VISIT' }]);
      await world.addLead('other-only', [{ kind: 'WEBSITE_VISIT' }]);
    });
    after(() => world.close());

    // biome-ignore-start lint/suspicious/noExplicitAny: the shapes are those of the operations above
    const ask = async (source: string, variables: object): Promise<any> => {
      const result = await world.ask(source, variables as Record<string, unknown>);
      assert.deepEqual(result.errors, undefined);
      return result.data;
    };
    const score = async (lead: string, model?: string): Promise<any> =>
      (await ask(SCORE, { lead, model })).scoreLead.score;
    const ofLead = async (lead: string, more: object = {}): Promise<any> =>
      (await ask(OF_LEAD, { lead, ...more }))._entities[0];
    // biome-ignore-end lint/suspicious/noExplicitAny: see above

    it('scores of two models are shown and compared separately: those of the CRM model unless another is asked for', async () => {
      const mine = [await score('both')];
      const others = [await score('both', OTHER)];
      mine.unshift(await score('both'));
      others.unshift(await score('both', OTHER));
      mine.unshift(await score('both'));
      others.unshift(await score('both', OTHER));
      // 0.73 of one model after 1.00 of the other would be FALLING
      assert.deepEqual(
        [mine, others].map((scores) => scores.map(({ trend }) => trend)),
        [
          ['STEADY', 'STEADY', 'NEW'],
          ['STEADY', 'STEADY', 'NEW'],
        ],
      );
      assert.equal(others.at(-1).previousProbability, null);
      const ids = (scores: readonly { id: string }[]) => scores.map(({ id }) => id);
      for (const [model, scores] of [
        [undefined, mine],
        [null, mine],
        ['lead-conversion', mine],
        [OTHER, others],
      ] as const) {
        const first = await ofLead('both', { model });
        assert.equal(first.score.id, scores[0].id);
        assert.equal(first.scoreHistory.pageInfo.hasNextPage, true);
        const rest = await ofLead('both', { model, after: first.scoreHistory.pageInfo.endCursor });
        assert.deepEqual(ids([...first.scoreHistory.nodes, ...rest.scoreHistory.nodes]), ids(scores));
        assert.equal(rest.scoreHistory.pageInfo.hasNextPage, false);
      }
    });

    it('scores of two models of another model alone are no score of the lead, nor does an unknown model have one', async () => {
      const { id } = await score('other-only', OTHER);
      assert.equal((await ofLead('other-only')).score, null);
      assert.deepEqual((await ofLead('other-only')).scoreHistory.nodes, []);
      assert.equal((await ofLead('other-only', { model: OTHER })).score.id, id);
      assert.equal((await ofLead('other-only', { model: 'unheard-of' })).score, null);
    });
  });

  describe(`scores where another model feeds the CRM, on ${kind}`, () => {
    let world: ScoresWorld;
    before(async () => {
      world = await ScoresWorld.open(open, { inferenceWorkers: 0, crmModel: OTHER });
      await world.registry.promote(visitsVersion(1));
      await world.registry.promote({ ...sizeVersion(1), model: OTHER });
      await world.scores.modelsChanged();
      await world.addLead('lead', [{ kind: 'WEBSITE_VISIT' }]);
    });
    after(() => world.close());

    it('scores where another model feeds the CRM come from that model when none is named, one by one, in bulk, from features and when filled up', async () => {
      const variables = { input: { leadId: 'lead', features: { companySize: 3 } } };
      const fromFeatures = await world.ask(FEATURES, variables);
      const one = await world.ask(SCORE, { lead: 'lead' });
      const bulk = await world.ask('mutation { scoreLeads(leadIds: ["lead"]) { scored } }');
      await world.scores.scoreAll(['lead']);
      assert.deepEqual(
        [fromFeatures, one, bulk].flatMap(({ errors = [] }) => errors),
        [],
      );
      assert.equal(await world.count(`scores.prediction WHERE model = '${OTHER}' AND scored_at = ${NOW}`), 4);
      assert.equal(await world.count('scores.prediction'), 4);
      await world.scores.scoreAll(['lead'], { model: 'lead-conversion' });
      assert.equal(await world.count("scores.prediction WHERE model = 'lead-conversion'"), 1);
      const { data } = await world.ask(OF_LEAD, { lead: 'lead' });
      // biome-ignore lint/suspicious/noExplicitAny: the shape is that of the operation above
      const [{ scoreHistory }] = (data as any)._entities;
      assert.equal(scoreHistory.nodes[0].modelVersion.model, OTHER);
    });
  });
});
