import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { GraphQLInputObjectType } from 'graphql';
import { FEATURES } from '../../../../lake/features/features.ts';
import { CLOCK_TOLERANCE_MS } from '../../../../platform/past-time.ts';
import { fieldName } from '../../../../subgraphs/scores/graph/feature-fields.ts';
import { onEachDatabase } from '../../../support/database/databases.ts';
import { wholeVisitsVersion } from '../../../support/models/visits-models.ts';
import { codesOf, DAY, NOW, ScoresWorld } from '../../../support/scores/scores-world.ts';

const SCORE = `mutation ($input: ScoreFeaturesInput!) {
  scoreFeatures(input: $input) { score { id probability lead { id } features { name number text } } }
}`;

onEachDatabase((kind, open) => {
  describe(`scoreFeatures on ${kind}`, () => {
    let world: ScoresWorld;
    before(async () => {
      world = await ScoresWorld.open(open, { inferenceWorkers: 0 });
      await world.promoteVisitsModel();
      await world.addLead('known', [{ kind: 'WEBSITE_VISIT' }]);
    });
    after(() => world.close());

    const score = async (input: object) => {
      const result = await world.ask(SCORE, { input });
      assert.deepEqual(result.errors, undefined);
      // biome-ignore lint/suspicious/noExplicitAny: the shape is that of the operation above
      const { features, ...rest } = (result.data as any).scoreFeatures.score;
      const values = features.map((each: { name: string; number: number; text: string }) => [
        each.name,
        each.number ?? each.text,
      ]);
      return { ...rest, features: Object.fromEntries(values) };
    };
    const refused = async (input: object) => codesOf(await world.ask(SCORE, { input }));

    it('scoreFeatures has one field per feature, beside createdAt', () => {
      const input = world.scores.schema.getType('FeatureInput') as GraphQLInputObjectType;
      const expected = [...FEATURES.map(({ name }) => fieldName(name)), 'createdAt'];
      assert.deepEqual(Object.keys(input.getFields()).sort(), expected.sort());
    });

    it('scoreFeatures scores features without a lead; what is not given is missing', async () => {
      const given = await score({ features: { websiteVisits: 2, industry: 'NEVER_SEEN_BEFORE' } });
      assert.ok(Math.abs(given.probability - 1 / (1 + Math.exp(-2))) < 1e-6);
      assert.equal(given.lead, null);
      assert.equal(given.features.industry, 'NEVER_SEEN_BEFORE');
      assert.equal(given.features.page_views, null);
    });

    it('scoreFeatures scores an unknown lead on the given features alone, and writes nothing back', async () => {
      const messages = await world.count('outbox.message');
      const given = await score({ leadId: 'web-1', features: { websiteVisits: 0 } });
      assert.deepEqual([given.probability, given.lead], [0.5, { id: 'web-1' }]);
      assert.equal(given.features.lead_age, null);
      assert.equal(await world.count('outbox.message'), messages);
    });

    it('scoreFeatures puts given features in place of those of a known lead; null is not given', async () => {
      const given = await score({ leadId: 'known', features: { websiteVisits: 3, companySize: null } });
      assert.equal(given.features.website_visits, 3);
      assert.equal(given.features.company_size, 40);
      assert.equal(given.features.lead_age, 30);
    });

    it('scoreFeatures takes the creation time instead of the age', async () => {
      const createdAt = new Date(NOW - 2 * DAY).toISOString();
      assert.equal((await score({ features: { websiteVisits: 1, createdAt } })).features.lead_age, 2);
    });

    it('scoreFeatures refuses a creation time in the future, but for a clock that is ahead, and one beside an age', async () => {
      const [ahead, createdAt] = [0, 1].map((ms) => new Date(NOW + CLOCK_TOLERANCE_MS + ms).toISOString());
      assert.equal((await score({ features: { websiteVisits: 1, createdAt: ahead } })).features.lead_age, 0);
      assert.deepEqual(await refused({ features: { websiteVisits: 1, createdAt } }), ['VALIDATION_FAILED']);
      const past = new Date(NOW).toISOString();
      assert.deepEqual(await refused({ features: { leadAge: 1, createdAt: past } }), ['VALIDATION_FAILED']);
    });

    it('scoreFeatures refuses neither lead nor features, and an unknown lead without features', async () => {
      assert.deepEqual(await refused({}), ['VALIDATION_FAILED']);
      assert.deepEqual(await refused({ features: { companySize: null } }), ['VALIDATION_FAILED']);
      assert.deepEqual(await refused({ leadId: 'nobody', features: {} }), ['LEAD_NOT_FOUND']);
    });

    it('scoreFeatures refuses negative counts, and what is no finite number', async () => {
      assert.deepEqual(await refused({ features: { websiteVisits: -1 } }), ['VALIDATION_FAILED']);
      for (const websiteVisits of [Number.NaN, Number.POSITIVE_INFINITY, '3'])
        assert.equal((await world.ask(SCORE, { input: { features: { websiteVisits } } })).errors?.length, 1);
    });

    it('scoreFeatures fails alone when the model gives it no probability', async () => {
      const inputs = [{ websiteVisits: 1 }, { pageViews: 1 }, { websiteVisits: 2 }];
      const codes = await Promise.all(inputs.map((features) => refused({ features })));
      assert.deepEqual(codes, [[], ['INFERENCE_FAILED'], []]);
    });

    it('scoreFeatures gives the same stored score for the same idempotency key and input', async () => {
      const input = { features: { websiteVisits: 1 }, idempotencyKey: 'form-1' };
      assert.deepEqual(await score(input), await score(input));
      assert.deepEqual(await refused({ ...input, features: { websiteVisits: 2 } }), ['IDEMPOTENCY_KEY_REUSED']);
    });

    it('scoreFeatures refuses a value that the model cannot hold, which is no failure of the model', async () => {
      await world.registry.promote(wholeVisitsVersion(2));
      await world.scores.modelsChanged();
      const failures = await world.count('scores.failure');
      assert.deepEqual(await refused({ features: { websiteVisits: 1.5 } }), ['VALIDATION_FAILED']);
      assert.ok(
        Math.abs((await score({ features: { websiteVisits: 2 } })).probability - 1 / (1 + Math.exp(-2))) < 1e-6,
      );
      assert.equal(await world.count('scores.failure'), failures);
    });
  });
});
