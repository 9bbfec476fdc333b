import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

import { sql } from 'kysely';
import { removeLeads } from '../../../../../subgraphs/leads/crm/inbound/removals.ts';
import type { ScoreDelivery } from '../../../../../subgraphs/leads/crm/outbound/rules/score-delivery.ts';
import { writeBackMapping } from '../../../../../subgraphs/leads/crm/outbound/rules/write-back-mapping.ts';
import { DatabaseTarget } from '../../../../../subgraphs/leads/crm/outbound/targets/database-target.ts';
import { PgCrmDatabase } from '../../../../../subgraphs/leads/crm/source/pg-crm-database.ts';
import { LeadStage } from '../../../../../subgraphs/leads/leads/lead.ts';
import { reviseLeads } from '../../../../../subgraphs/leads/leads/lead-store.ts';
import { onEachDatabase, type TestDatabase } from '../../../../support/database/databases.ts';
import { whyNoPostgres } from '../../../../support/database/throwaway-postgres.ts';
import {
  openWriteBackWorld,
  SCORE_MAPPING,
  WRITE_BACK_START,
  type WriteBackWorld,
  type WriteBackWorldOptions,
  waitUntil,
} from '../../../../support/leads/write-back-world.ts';

const skip = whyNoPostgres() ?? false;

onEachDatabase((kind, open) => {
  describe(`write-back to the CRM on ${kind}`, { skip }, () => {
    let opened: TestDatabase;
    let world: WriteBackWorld;

    const start = async (options?: WriteBackWorldOptions): Promise<void> => {
      opened = await open('leads');
      world = await openWriteBackWorld(opened.database, options);
    };
    const stop = async (): Promise<void> => {
      await world.close();
      await opened.close();
    };

    describe('to a table of scores', () => {
      before(() => start());
      after(() => stop());

      it('writes the first score of each lead with every mapped value', async () => {
        await world.submit('a', 'b');
        await world.score({ a: 0.5, b: 0.1 });
        await world.until('DELIVERED', 2);
        const [a] = await world.rows(`SELECT *, sequence::float8 AS number FROM sales.lead_score ORDER BY lead_id`);
        assert.deepEqual(
          [
            a.grade,
            a.points,
            Number(a.probability),
            a.override_grade,
            a.model_version,
            a.scored_at.getTime(),
            a.number,
          ],
          ['B', 50, 0.5, null, 'lead-conversion:1', WRITE_BACK_START, WRITE_BACK_START],
        );
        const { data } = await world.app.run(`{ lead(id: "a") { crmDeliveries { edges { node {
          id state cause grade sequence attempts } } } } crmWriteBack { target state pending delivered failed error { code } } }`);
        const [{ node }] = data.lead.crmDeliveries.edges;
        assert.equal(node.id, a.delivery_id);
        assert.deepEqual(
          [node.state, node.cause, node.grade, node.sequence, node.attempts],
          ['DELIVERED', 'FIRST_SCORE', 'B', WRITE_BACK_START, 1],
        );
        const { error, ...state } = data.crmWriteBack[0];
        assert.deepEqual(state, { target: 'DATABASE', state: 'RUNNING', pending: 0, delivered: 2, failed: 0 });
        assert.equal(error, null);
      });

      it('writes slow drift once it adds up to the threshold, and nothing before', async () => {
        for (const [step, probability] of [0.51, 0.53, 0.54].entries()) {
          world.advance(1_000);
          await world.score({ a: probability, b: step % 2 === 0 ? 0.12 : 0.1 });
        }
        world.advance(1_000);
        await world.score({ a: 0.55 });
        await world.until('DELIVERED', 3);
        const log = await world.rows(`SELECT lead_id, grade FROM sales.write_log ORDER BY id`);
        assert.deepEqual(log.length, 3);
      });

      it('writes that an override begins and ends, beside the grade of the score', async () => {
        const expiresAt = new Date(WRITE_BACK_START + 86_400_000).toISOString();
        await world.app.run(
          `mutation ($expiresAt: DateTime!) { overrideScore(leadId: "b", grade: A, reason: "called", expiresAt: $expiresAt) { leadId } }`,
          { expiresAt },
        );
        await world.until('DELIVERED', 4);
        const read = () =>
          world.rows(`SELECT grade, override_grade, override_until FROM sales.lead_score WHERE lead_id = 'b'`);
        assert.deepEqual(await read(), [{ grade: 'A', override_grade: 'A', override_until: new Date(expiresAt) }]);
        await world.app.run('mutation { endScoreOverride(leadId: "b", reason: "over") { leadId } }');
        await world.until('DELIVERED', 5);
        assert.deepEqual(await read(), [{ grade: 'D', override_grade: null, override_until: null }]);
      });

      it('keeps what waits while rights are revoked, counts no attempt, and writes the last score of each lead after', async () => {
        await world.crm.query(`ALTER TABLE sales.lead_score RENAME TO away`);
        for (let step = 1; step <= 5; step++) {
          world.advance(1_000);
          await world.score({ a: step % 2 === 0 ? 0.1 : 0.9, b: step % 2 === 0 ? 0.9 : 0.3 });
          // scores that are applied together are one delivery
          await waitUntil(
            async () => (await world.count('PENDING')) === 2 && (await world.count('SUPERSEDED')) === (step - 1) * 2,
          );
        }
        await waitUntil(async () => {
          const { data } = await world.app.run('{ crmWriteBack { state error { code } } }');
          return data.crmWriteBack[0].error?.code === 'CRM_TABLE_MISSING';
        });
        await world.crm.query(`ALTER TABLE sales.away RENAME TO lead_score`);
        await world.until('DELIVERED', 7);
        const { data } = await world.app.run(
          `{ crmWriteBack { state delivered } crmDeliveries(first: 2) { edges { node { attempts } } } }`,
        );
        assert.deepEqual(data.crmWriteBack, [{ state: 'RUNNING', delivered: 7 }]);
        assert.deepEqual(
          data.crmDeliveries.edges.map((edge: { node: { attempts: number } }) => edge.node.attempts),
          [1, 1],
        );
        assert.deepEqual(await world.rows(`SELECT lead_id, grade FROM sales.lead_score ORDER BY lead_id`), [
          { lead_id: 'a', grade: 'A' },
          { lead_id: 'b', grade: 'C' },
        ]);
      });

      it('isolates a row that the CRM refuses, parks it, and delivers it on request', async () => {
        const ids = Array.from({ length: 20 }, (_, n) => `p${n}`);
        await world.submit(...ids);
        await world.crm.query(`ALTER TABLE sales.lead_score ADD CONSTRAINT no_p7 CHECK (lead_id <> 'p7')`);
        await world.score(Object.fromEntries(ids.map((id) => [id, 0.6])));
        await world.until('DELIVERED', 26);
        for (let attempt = 1; attempt < 12 && (await world.count('FAILED')) === 0; attempt++) {
          world.advance(3_600_000);
          await waitUntil(async () => {
            const { data } = await world.app.run(
              '{ lead(id: "p7") { crmDeliveries { edges { node { attempts } } } } }',
            );
            return data.lead.crmDeliveries.edges[0].node.attempts > attempt;
          });
        }
        const { data } = await world.app.run(
          '{ crmDeliveries(filter: { states: [FAILED] }) { edges { node { id leadId attempts errorCode } } } }',
        );
        const [{ node }] = data.crmDeliveries.edges;
        assert.deepEqual([node.leadId, node.attempts, node.errorCode], ['p7', 10, 'CRM_VALUE_REFUSED']);
        await world.crm.query(`ALTER TABLE sales.lead_score DROP CONSTRAINT no_p7`);
        const retried = await world.app.run(
          'mutation { retryDeliveries(input: { errorCode: "CRM_VALUE_REFUSED" }) { deliveries } }',
        );
        assert.equal(retried.data.retryDeliveries.deliveries, 1);
        await world.until('DELIVERED', 27);
      });

      it('writes a delivered score again on request, and refuses one that a newer one followed', async () => {
        await world.crm.query(`DELETE FROM sales.lead_score WHERE lead_id = 'a'`);
        const { data } = await world.app.run('{ lead(id: "a") { crmDeliveries { edges { node { id } } } } }');
        const [newest, older] = data.lead.crmDeliveries.edges.map((edge: { node: { id: string } }) => edge.node.id);
        const retry = (id: string) =>
          world.app.run('mutation ($id: ID!) { retryDelivery(id: $id) { delivery { state } } }', { id });
        assert.deepEqual((await retry(older)).codes, ['CRM_DELIVERY_SUPERSEDED']);
        assert.deepEqual((await retry('unknown')).codes, ['CRM_DELIVERY_NOT_FOUND']);
        assert.equal((await retry(newest)).data.retryDelivery.delivery.state, 'PENDING');
        await world.until('DELIVERED', 27);
        assert.equal((await world.rows(`SELECT 1 FROM sales.lead_score WHERE lead_id = 'a'`)).length, 1);
      });

      it('keeps a newer score when a process that was paused delivers an older one', async () => {
        const { rows } =
          await sql<ScoreDelivery>`SELECT id, webhook_id AS "webhookId", lead_id AS "leadId", sequence, cause,
          payload, reasons, attempts FROM leads.crm_delivery WHERE lead_id = 'b' ORDER BY id`.execute(
            opened.database.tables<never>(),
          );
        const older = rows[0] as ScoreDelivery;
        const crm = new PgCrmDatabase({ url: world.url, statementTimeoutMs: 5_000 });
        const mapping = writeBackMapping.parse(SCORE_MAPPING);
        const target = new DatabaseTarget({ database: crm, mapping, statementTimeoutMs: 5_000 });
        const read = () => world.rows(`SELECT * FROM sales.lead_score WHERE lead_id = 'b'`);
        const stored = await read();
        const late = await target.deliver([older], performance.now() + 5_000);
        assert.deepEqual(late, [{ id: older.id, result: 'DELIVERED' }]);
        assert.deepEqual(await target.deliver([older], performance.now() - 1), [{ id: older.id, result: 'BUSY' }]);
        await crm.close();
        assert.deepEqual(await read(), stored);
      });

      it('refuses a table that its role may not write, and columns that cannot hold what is written', async () => {
        await world.crm.query(`CREATE ROLE reader_${kind} LOGIN`);
        const reader = new PgCrmDatabase({
          url: world.url.replace('postgres@', `reader_${kind}@`),
          statementTimeoutMs: 5_000,
        });
        await world.crm.query(
          `GRANT USAGE ON SCHEMA sales TO reader_${kind}; GRANT SELECT ON sales.lead_score TO reader_${kind}`,
        );
        const mapping = writeBackMapping.parse(SCORE_MAPPING);
        const inspect = (changed: object) =>
          new DatabaseTarget({
            database: reader,
            mapping: { ...mapping, ...changed },
            statementTimeoutMs: 5_000,
          }).inspect();
        await assert.rejects(inspect({}), { code: 'CRM_ACCESS_DENIED' });
        await world.crm.query(`GRANT INSERT, UPDATE ON sales.lead_score TO reader_${kind}`);
        await inspect({});
        await assert.rejects(inspect({ key: 'grade' }), { code: 'CRM_TARGET_UNFIT' });
        await assert.rejects(inspect({ columns: { sequence: 'points' } }), { code: 'CRM_TARGET_UNFIT' });
        await assert.rejects(inspect({ columns: { sequence: 'none' } }), { code: 'CRM_COLUMN_MISSING' });
        await reader.close();
      });

      it('never wrote a lead out of order or twice', async () => {
        const wrong =
          await world.rows(`SELECT * FROM (SELECT lead_id, sequence, lag(sequence) OVER (PARTITION BY lead_id ORDER BY id)
          AS before FROM sales.write_log) l WHERE sequence <= before`);
        assert.deepEqual(wrong, []);
      });
    });

    describe('of a lead that the CRM deletes', () => {
      before(() => start());
      after(() => stop());

      it('delivers no score that comes after the deletion, and the next one when the lead is back', async () => {
        const tables = opened.database.tables<unknown>();
        await world.submit('gone', 'kept');
        await world.score({ gone: 0.5, kept: 0.5 });
        await world.until('DELIVERED', 2);
        await removeLeads(tables, ['gone'], WRITE_BACK_START);
        world.advance(1_000);
        await world.score({ gone: 0.9, kept: 0.9 });
        await world.until('DELIVERED', 3);
        const read = () => world.rows(`SELECT lead_id, grade FROM sales.lead_score ORDER BY lead_id`);
        assert.deepEqual(await read(), [
          { lead_id: 'gone', grade: 'B' },
          { lead_id: 'kept', grade: 'A' },
        ]);
        const { data } = await world.app.run('{ lead(id: "gone") { crmScore { grade } } }');
        assert.equal(data.lead.crmScore.grade, 'A');
        const back = [{ id: 'gone', stage: LeadStage.NEW }];
        await tables.transaction().execute((trx) => reviseLeads(trx, back, ['stage'], { now: WRITE_BACK_START }));
        await world.score({ gone: 0.9 });
        await world.until('DELIVERED', 4);
        assert.deepEqual((await read())[0], { lead_id: 'gone', grade: 'A' });
      });
    });

    describe('to columns of the table of leads', () => {
      const tables = `CREATE SCHEMA sales; CREATE TABLE sales.lead (id bigint PRIMARY KEY, name text, grade char(1),
        score real, scored_at timestamp);
        INSERT INTO sales.lead SELECT n, 'Lead ' || n FROM generate_series(1, 5) n`;
      const writeBack = {
        table: 'sales.lead',
        key: 'id',
        mode: 'update',
        columns: { grade: 'grade', probability: 'score', scoredAt: 'scored_at' },
      };
      before(() => start({ tables, writeBack }));
      after(() => stop());

      it('updates rows that exist, skips one that a person edits until it is free, and waits for one that is missing', async () => {
        await world.submit('1', '2', '9', 'web-lead');
        await world.crm.query('BEGIN');
        await world.crm.query(`UPDATE sales.lead SET name = 'edited' WHERE id = 2`);
        await world.score({ 1: 0.8, 2: 0.8, 9: 0.8, 'web-lead': 0.8 });
        await world.until('DELIVERED', 1);
        await world.until('FAILED', 1);
        await world.crm.query('COMMIT');
        world.advance(1_000);
        await world.until('DELIVERED', 2);
        assert.deepEqual(
          await world.rows(`SELECT id::int, name, grade, score FROM sales.lead WHERE grade IS NOT NULL ORDER BY id`),
          [
            { id: 1, name: 'Lead 1', grade: 'A', score: 0.8 },
            { id: 2, name: 'edited', grade: 'A', score: 0.8 },
          ],
        );
        const { data } = await world.app.run('{ crmDeliveries { edges { node { leadId state errorCode } } } }');
        const states = data.crmDeliveries.edges.map(({ node }: { node: Record<string, string> }) =>
          Object.values(node),
        );
        assert.deepEqual(states.toSorted(), [
          ['1', 'DELIVERED', null],
          ['2', 'DELIVERED', null],
          ['9', 'PENDING', 'CRM_LEAD_MISSING'],
          ['web-lead', 'FAILED', 'CRM_LEAD_MISSING'],
        ]);
        await world.crm.query(`INSERT INTO sales.lead (id, name) VALUES (9, 'late')`);
        world.advance(60_000);
        await world.until('DELIVERED', 3);
      });

      it('keeps a later score that another writer has stored', async () => {
        await world.crm.query(`UPDATE sales.lead SET grade = 'C', scored_at = '2030-01-01' WHERE id = 1`);
        world.advance(1_000);
        await world.score({ 1: 0.2 });
        await world.until('DELIVERED', 4);
        assert.deepEqual(await world.rows('SELECT grade FROM sales.lead WHERE id = 1'), [{ grade: 'C' }]);
      });
    });
  });
});
