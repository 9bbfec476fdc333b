import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { DEFAULT_MODEL } from '../../../../platform/config/default-model.ts';
import { hashedPoint } from '../../../../statistics/hashed-point.ts';
import { onEachDatabase } from '../../../support/database/databases.ts';
import { openSubscription } from '../../../support/graph/subscribe.ts';
import { codesOf, ScoresWorld, sizeVersion, visitsVersion } from '../../../support/scores/scores-world.ts';

const SCORE = `mutation ($lead: ID!) { scoreLead(leadId: $lead) { score { version explanation { method margin
  contributions { contribution feature { name } } } } } }`;
const WHAT_IF = `query ($lead: ID!, $version: Int, $features: FeatureInput!) {
  whatIf(leadId: $lead, version: $version, features: $features) { modelVersion { version } score { probability } } }`;
const CHANGES = 'subscription { leadScored { change { difference from { version } parts { kind contribution } } } }';

const LEADS = Array.from({ length: 10 }, (_, at) => `lead-${at}`);
const meets = (salt: string, lead: string) => hashedPoint(salt, lead) < 0.5;
const [inChallenger, inChampion] = [true, false].map((is) => LEADS.find((lead) => meets('a', lead) === is)) as [
  string,
  string,
];
const heldOut = LEADS.find((lead) => meets('a/holdout', lead)) as string;
const features = { websiteVisits: 2, companySize: 1 };

onEachDatabase((kind, open) => {
  describe(`explanations during a rollout on ${kind}`, () => {
    let world: ScoresWorld;
    before(async () => {
      world = await ScoresWorld.open(open, { inferenceWorkers: 0 });
      for (const lead of LEADS) await world.addLead(lead, [{ kind: 'WEBSITE_VISIT' }]);
      await world.promoteVisitsModel();
      await world.registry.describe(1, { website_visits: [0, 4] });
      await world.registry.describe(2, { company_size: [10, 30] });
    });
    after(() => world.close());

    // biome-ignore-start lint/suspicious/noExplicitAny: the shapes are those of the operations above
    const ask = async (source: string, variables: object): Promise<any> => {
      const { data, errors } = await world.ask(source, variables as Record<string, unknown>);
      assert.equal(errors, undefined);
      return data;
    };
    const whatIf = async (lead: string, more: object = {}) =>
      (await ask(WHAT_IF, { lead, features, ...more })).whatIf.modelVersion.version;

    it('are those of the version that answered the lead, and whatIf takes the same one', async () => {
      await ask(SCORE, { lead: inChallenger });
      await world.rollOut({ id: 1, salt: 'a', challengers: [{ ...sizeVersion(2), share: 0.5 }] });
      const changes = await openSubscription(world.scores.schema, CHANGES);
      const { score } = (await ask(SCORE, { lead: inChallenger })).scoreLead;
      // 40 employees, against 20 on average
      const [part] = score.explanation.contributions;
      assert.deepEqual([score.version, part.feature.name, part.contribution], [2, 'company_size', 20]);
      assert.equal((await ask(SCORE, { lead: inChampion })).scoreLead.score.version, 1);
      assert.deepEqual([await whatIf(inChallenger), await whatIf(inChampion)], [2, 1]);
      const [{ leadScored: event }, { leadScored: first }] = await changes.next(2);
      const total = event.change.parts.reduce((sum: number, each: any) => sum + each.contribution, 0);
      assert.equal(event.change.from.version, 1);
      assert.ok(event.change.parts.some((each: any) => each.kind === 'MODEL_VERSION'));
      assert.ok(Math.abs(total - event.change.difference) < 1e-9);
      assert.equal(first.change, null);
      await changes.close();
    });

    it('whatIf hides the scores of a holdout, and tries a version that is named', async () => {
      await world.rollOut({ id: 1, salt: 'a', holdoutShare: 0.5, challengers: [{ ...sizeVersion(2), share: 0.5 }] });
      await world.registry.register(visitsVersion(7));
      await world.registry.register(visitsVersion(8), 'ARCHIVED');
      const refused = async (lead: string, more: object = {}) =>
        codesOf(await world.ask(WHAT_IF, { lead, features, ...more }));
      assert.deepEqual(await refused(heldOut), ['LEAD_HELD_OUT']);
      assert.deepEqual(await refused(heldOut, { version: 7 }), ['LEAD_HELD_OUT']);
      const shown = LEADS.find((lead) => !meets('a/holdout', lead)) as string;
      assert.equal(await whatIf(shown, { version: 7 }), 7);
      assert.deepEqual(await refused(shown, { version: 8 }), ['MODEL_VERSION_NOT_FOUND']);
      await world.registry.demote(DEFAULT_MODEL);
      await world.scores.modelsChanged();
      assert.deepEqual(await refused(shown), ['NO_LIVE_MODEL']);
      assert.equal(await whatIf(shown, { version: 7 }), 7);
    });
    // biome-ignore-end lint/suspicious/noExplicitAny: see above
  });
});
