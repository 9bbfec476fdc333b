import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { createLogger } from '../../../../platform/logger.ts';
import { Outbox } from '../../../../platform/outbox/outbox.ts';
import { hashedPoint } from '../../../../statistics/hashed-point.ts';
import { createScores } from '../../../../subgraphs/scores/subgraph.ts';
import { onEachDatabase } from '../../../support/database/databases.ts';
import { hangingVersion, throwingVersion } from '../../../support/models/visits-models.ts';
import { askScores, codesOf, ScoresWorld, sizeVersion } from '../../../support/scores/scores-world.ts';

const SCORE_LEADS = `mutation ($leads: [ID!]!) { scoreLeads(leadIds: $leads) {
  failed results { score { id role probability latencyMs } }
} }`;
const REPLAY = 'query ($id: ID!) { replayScore(id: $id) { bitEqual reason } }';
const LEADS = Array.from({ length: 30 }, (_, index) => `lead-${index}`);
const PATIENCE_MS = 60_000;

onEachDatabase((kind, open) => {
  describe(`shadow versions on ${kind}`, () => {
    let world: ScoresWorld;
    before(async () => {
      world = await ScoresWorld.open(open, { inferenceWorkers: 0, shadowQueueRows: 40, shadowTimeLimitMs: 500 });
      for (const lead of LEADS) await world.addLead(lead);
      await world.addLead('visitor', [{ kind: 'WEBSITE_VISIT' }]);
      await world.promoteVisitsModel();
    });
    after(() => world.close());

    const rows = async <Row>(query: string): Promise<Row[]> => (await sql.raw<Row>(query).execute(world.db)).rows;
    const countOf = async (query: string): Promise<number> =>
      (await rows<{ n: number }>(`SELECT count(*) AS n FROM ${query}`))[0]?.n ?? 0;
    const until = async (query: string, expected: number): Promise<void> => {
      const since = performance.now();
      while ((await countOf(query)) < expected && performance.now() - since < PATIENCE_MS) await sleep(20);
      assert.equal(await countOf(query), expected);
    };
    /** Scores leads, none of which may fail. */
    const score = async (leads: readonly string[]): Promise<void> => {
      const { data, errors } = await world.ask(SCORE_LEADS, { leads });
      assert.deepEqual([errors, (data as { scoreLeads: { failed: number } }).scoreLeads.failed], [undefined, 0]);
    };

    it('shadow versions see the sampled requests, and their scores pair with the answers', async () => {
      await world.rollOut({ id: 1, salt: 's', shadows: [{ ...sizeVersion(2), share: 0.5 }] });
      await score(LEADS);
      const sampled = LEADS.filter((lead) => hashedPoint('s/shadow', lead) < 0.5);
      const shadow = "scores.prediction_log WHERE role = 'SHADOW' AND rollout = 1";
      await until(shadow, sampled.length);
      const pairs = await rows<{ lead_id: string; version: number }>(`
        SELECT s.lead_id, s.version, s.is_shown FROM scores.prediction_log s
        JOIN scores.prediction_log c USING (lead_id, request_id, scored_at, features)
        WHERE s.role = 'SHADOW' AND c.role = 'CHAMPION' AND c.rollout = 1 AND s.latency_ms > 0`);
      assert.deepEqual(pairs.map(({ lead_id }) => lead_id).sort(), [...sampled].sort());
      assert.ok(pairs.every((each) => JSON.stringify(each).includes('"version":2,"is_shown":false')));
    });

    it('shadow versions reach neither the lead nor the CRM, and expose no lead', async () => {
      const { data } = await world.ask(
        'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Lead { scoreHistory { nodes { role } } } } }',
        { of: LEADS.map((id) => ({ __typename: 'Lead', id })) },
      );
      // biome-ignore lint/suspicious/noExplicitAny: the shape is that of the operation above
      for (const { scoreHistory } of (data as any)._entities)
        assert.deepEqual(scoreHistory.nodes, [{ role: 'CHAMPION' }]);
      assert.equal(await countOf('outbox.message, jsonb_array_elements(payload)'), LEADS.length);
      assert.equal(await world.count('scores.exposure'), 0);
    });

    it('shadow versions give scores that can be computed again bit by bit', async () => {
      const [first] = await rows<{ id: string }>("SELECT id FROM scores.prediction_log WHERE role = 'SHADOW'");
      const { data } = await world.ask(REPLAY, { id: first?.id });
      assert.deepEqual(data?.replayScore, { bitEqual: true, reason: null });
    });

    it('shadow versions that throw are recorded, for the request alone', async () => {
      await world.rollOut({ id: 2, shadows: [{ ...throwingVersion(3), share: 1 }] });
      await score(['visitor', 'lead-0', 'lead-1']);
      await until("scores.prediction_log WHERE role = 'SHADOW' AND rollout = 2", 2);
      await until('scores.failure_log WHERE rollout = 2', 1);
      const failures = await rows<object>('SELECT version, role, lead_id, request_id, code FROM scores.failure_log');
      const request = { lead_id: 'visitor', request_id: 'test-request' };
      assert.deepEqual(failures, [{ version: 3, role: 'SHADOW', ...request, code: 'INFERENCE_FAILED' }]);
    });

    it('shadow versions that cannot be loaded are recorded with the reason', async () => {
      await world.rollOut({ id: 3, shadows: [{ ...sizeVersion(4), bytes: Buffer.from('no model'), share: 1 }] });
      await score(['lead-0', 'lead-1']);
      await until("scores.failure_log WHERE rollout = 3 AND role = 'SHADOW' AND code = 'ARTIFACT_INVALID'", 2);
    });

    it('shadow versions that hang are killed, and no other version waits for them', async () => {
      const shadows = [
        { ...hangingVersion(5), share: 1 },
        { ...sizeVersion(6), share: 1 },
      ];
      await world.rollOut({ id: 4, shadows });
      await score(['visitor']);
      await until("scores.failure_log WHERE rollout = 4 AND version = 5 AND code = 'INFERENCE_TIMEOUT'", 1);
      await score(['lead-0', 'lead-1']);
      await until("scores.prediction_log WHERE role = 'SHADOW' AND rollout = 4 AND version = 6", 3);
      assert.equal(await countOf("scores.prediction_log WHERE rollout = 4 AND version = 5 AND role = 'SHADOW'"), 0);
      // the one that hung is paused for some seconds: the requests of this time are dropped
      await until('scores.shadow_drop_log WHERE rollout = 4 AND version = 5 AND dropped = 2', 1);
    });

    it('shadow versions drop and count the requests beyond the bound of the queue', async () => {
      await world.rollOut({ id: 5, shadows: [{ ...sizeVersion(7), share: 1 }] });
      await score([...LEADS, 'visitor', ...LEADS]);
      await Promise.all([score(LEADS), score(LEADS)]);
      const seen = "scores.prediction_log WHERE role = 'SHADOW' AND rollout = 5";
      const since = performance.now();
      const total = async (): Promise<number> =>
        (await countOf(seen)) +
        ((await rows<{ dropped: number }>('SELECT dropped FROM scores.shadow_drop_log WHERE rollout = 5'))[0]
          ?.dropped ?? 0);
      while ((await total()) < 91 && performance.now() - since < PATIENCE_MS) await sleep(20);
      assert.equal(await total(), 91);
      assert.ok((await countOf(seen)) < 91);
    });
  });

  describe(`the end of a process with shadows on ${kind}`, () => {
    it('the end of a process with shadows does not wait for one that hangs, and counts its dropped requests', async () => {
      const world = await ScoresWorld.open(open, { inferenceWorkers: 0, shadowTimeLimitMs: 600_000 });
      await world.addLead('visitor', [{ kind: 'WEBSITE_VISIT' }]);
      await world.promoteVisitsModel();
      const log = createLogger('silent');
      const scores = await createScores({
        database: world.database,
        outbox: await Outbox.open(world.database, log),
        log,
        shadowTimeLimitMs: 600_000,
      });
      await world.registry.rollOut({ shadows: [{ ...hangingVersion(2), share: 1 }] });
      await scores.modelsChanged();
      for (let turn = 0; turn < 3; turn++) {
        const answer = await askScores(scores, 'mutation { scoreLead(leadId: "visitor") { score { id } } }', {});
        assert.deepEqual(codesOf(answer), []);
        await sleep(100);
      }
      await scores.close();
      const { rows } = await sql<{ dropped: number }>`SELECT dropped FROM scores.shadow_drop_log`.execute(world.db);
      assert.deepEqual(rows, [{ dropped: 3 }]);
      await world.close();
    });
  });
});
