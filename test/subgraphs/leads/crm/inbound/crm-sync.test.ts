import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { RunningCrmSync } from '../../../../../subgraphs/leads/crm/inbound/start-crm-sync.ts';
import {
  acceptRemovals,
  acceptSchema,
  requestCompare,
} from '../../../../../subgraphs/leads/crm/inbound/sync-requests.ts';
import { changeState, readStates } from '../../../../../subgraphs/leads/crm/inbound/sync-state.ts';
import { faultOf, overallState, readStatus } from '../../../../../subgraphs/leads/crm/inbound/sync-status.ts';
import { compareCrm } from '../../../../support/crm/compare-crm.ts';
import {
  openTestCrm,
  platformQuery,
  type ServerCrm,
  startTestSync,
  type TestCrm,
  until,
} from '../../../../support/crm/sync-bed.ts';
import type { Query } from '../../../../support/crm/throwaway-crm.ts';
import { onEachDatabase, type TestDatabase } from '../../../../support/database/databases.ts';

const LEADS = 250;
const ACTIVITIES_PER_LEAD = 2;

onEachDatabase((kind, open) => {
  describe(`sync with the CRM on ${kind}`, () => {
    let platform: TestDatabase;
    let crm: TestCrm;
    let sync: RunningCrmSync;
    let query: Query;
    before(async () => {
      platform = await open('leads');
      query = platformQuery(platform.database);
      crm = await openTestCrm(platform.database);
      await crm.fill(LEADS, ACTIVITIES_PER_LEAD);
      // open leads, for the tests
      await crm.run('DELETE FROM sales.outcome WHERE lead_id BETWEEN 3 AND 20');
      sync = await startTestSync(platform.database, crm);
    });
    after(async () => {
      await sync?.close();
      await crm?.close();
      await platform?.close();
    });

    const db = () => platform.database.tables<unknown>();
    const status = () => readStatus(db(), sync.entities, Date.now());
    const entity = async (name: string) => {
      const found = (await status()).find((each) => each.entity.name === name);
      assert.ok(found);
      return found;
    };
    const settled = () =>
      until(status, (all) => all.every(({ stored, state }) => state === 'RUNNING' && stored?.walk === null));
    const equal = async () => {
      const { differences } = await until(
        () => compareCrm(crm.query, query),
        ({ differences: found }) => found.length === 0,
      );
      assert.deepEqual(differences, []);
    };
    const compare = async () => {
      const before = (await entity('leads')).stored?.walkedAt ?? 0;
      await requestCompare(db(), null, Math.max(Date.now(), before + 1));
      sync.wake();
      await until(status, (all) =>
        all.every(({ entity: { name }, stored }) => name.includes('/') || (stored?.walkedAt ?? 0) > before),
      );
    };
    const stage = async (id: number) =>
      (await query('SELECT stage FROM leads.lead WHERE id = $1', [String(id)]))[0]?.stage;
    const owner = async (id: number) =>
      (await query('SELECT owner FROM leads.lead WHERE id = $1', [String(id)]))[0]?.owner;
    const parked = () =>
      query('SELECT entity, key, code, message, attempts FROM leads.crm_parked_row ORDER BY entity, key');

    test('the backfill brings every lead, activity and outcome once, as history', async () => {
      await settled();
      await equal();
      assert.equal(overallState(await status()), 'RUNNING');
      const { stored } = await entity('activity');
      assert.equal(stored?.rowsRead, LEADS * ACTIVITIES_PER_LEAD);
      const [changes] = await query('SELECT bool_and(is_backfill) AS all FROM leads.change');
      assert.equal(changes?.all, true);
      const [late] = await query('SELECT count(*) AS n FROM leads.interaction WHERE recorded_at <> occurred_at');
      assert.equal(late?.n, 0);
    });

    test('changes of every kind arrive, those of joined contacts too', async () => {
      await crm.run(`
        UPDATE sales.lead SET stage = 'qualified' WHERE id = 3;
        UPDATE sales.contact SET email = 'corrected@example.com' WHERE id = 4;
        UPDATE sales.lead SET is_deleted = true WHERE id = 5;
        INSERT INTO sales.outcome (lead_id, result, decided_at) VALUES (5, 'won', now());
        INSERT INTO sales.contact (id, full_name) VALUES (1000, E'Nour \\u200f نور');
        INSERT INTO sales.lead (id, contact_id) VALUES (1000, 1000);
        INSERT INTO sales.activity (lead_id, kind, happened_at, seconds) VALUES (1000, 'call', now(), 60);
        INSERT INTO sales.outcome (lead_id, result, decided_at) VALUES (1000, 'lost', now());`);
      await equal();
      assert.equal(await stage(5), 'REMOVED');
      assert.deepEqual(await parked(), []);
      const [fresh] = await query('SELECT bool_or(is_backfill) AS any FROM leads.change WHERE lead_id = $1', ['1000']);
      assert.equal(fresh?.any, false);
      const [call] = await query(
        "SELECT recorded_at > occurred_at AS later FROM leads.interaction WHERE lead_id = '1000'",
      );
      assert.equal(call?.later, true);
    });

    test('a removed lead that is back has the stage of the CRM', async () => {
      await crm.run('UPDATE sales.lead SET is_deleted = true WHERE id = 6;');
      await until(
        () => stage(6),
        (found) => found === 'REMOVED',
      );
      await crm.run(`UPDATE sales.lead SET is_deleted = false, stage = 'proposal' WHERE id = 6`);
      await until(
        () => stage(6),
        (found) => found === 'PROPOSAL',
      );
    });

    test('a comparison finds what is older than the overlap, without a watermark, and gone', async () => {
      await crm.run(`ALTER TABLE sales.lead ALTER COLUMN updated_at DROP NOT NULL;
        ALTER TABLE sales.lead DISABLE TRIGGER touch; ALTER TABLE sales.activity DISABLE TRIGGER touch;
        UPDATE sales.lead SET owner = 'late', updated_at = now() - interval '1 hour' WHERE id = 7;
        UPDATE sales.lead SET owner = 'unmarked', updated_at = NULL WHERE id = 8;
        INSERT INTO sales.activity (lead_id, kind, happened_at, updated_at)
          VALUES (7, 'meeting', now(), now() - interval '1 hour');
        DELETE FROM sales.lead WHERE id = 9;
        ALTER TABLE sales.lead ENABLE TRIGGER touch; ALTER TABLE sales.activity ENABLE TRIGGER touch;`);
      await compare();
      await equal();
      assert.equal(await stage(9), 'REMOVED');
    });

    test('many leads that are gone are kept until somebody accepts it', async () => {
      await crm.run('CREATE TABLE sales.kept AS SELECT * FROM sales.lead WHERE id BETWEEN 100 AND 200;');
      await crm.run(`SET session_replication_role = replica; DELETE FROM sales.lead WHERE id BETWEEN 100 AND 200;
        SET session_replication_role = origin;`);
      await compare();
      const held = await entity('leads');
      assert.equal(held.stored?.heldRemovals, 101);
      assert.equal(faultOf(held.stored)?.code, 'CRM_MASS_REMOVAL');
      assert.notEqual(await stage(150), 'REMOVED');
      // others go on
      await crm.run(`UPDATE sales.lead SET stage = 'contacted' WHERE id = 10;`);
      await until(
        () => stage(10),
        (found) => found === 'CONTACTED',
      );
      assert.deepEqual(await acceptRemovals(db(), null, Date.now() + 1), ['leads']);
      await until(
        () => stage(150),
        (found) => found === 'REMOVED',
      );
      await crm.run(
        'SET session_replication_role = replica; INSERT INTO sales.lead SELECT * FROM sales.kept; SET session_replication_role = origin;',
      );
      await compare();
      await equal();
      await until(
        () => entity('leads'),
        ({ stored }) => stored?.heldRemovals === null,
      );
    });

    test('a row at fault is parked alone, without its value, and written once it is mended', async () => {
      await crm.run(`UPDATE sales.contact SET email = 'no address of ann' WHERE id = 11;
        UPDATE sales.lead SET created_at = 'infinity' WHERE id = 12;
        INSERT INTO sales.activity (id, lead_id, kind, happened_at) VALUES (5000, 13, 'fax', now()), (5001, 13, 'call', now());`);
      const rows = await until(parked, (found) => found.length === 3);
      assert.deepEqual(
        rows.map((row) => [row.entity, row.key, row.code]),
        [
          ['activity', '5000', 'CRM_ROW_INVALID'],
          ['leads', '11', 'CRM_ROW_INVALID'],
          ['leads', '12', 'CRM_ROW_INVALID'],
        ],
      );
      assert.match(String(rows[1]?.message), /found "aa aaaaaaa aa aaa", expected an e-mail address/);
      await crm.run(`UPDATE sales.contact SET email = 'ann@example.com' WHERE id = 11;
        UPDATE sales.lead SET created_at = date_trunc('milliseconds', now() - interval '1 day') WHERE id = 12;
        UPDATE sales.activity SET kind = 'mail' WHERE id = 5000;`);
      await until(parked, (found) => found.length === 0);
    });

    test('an activity waits for its lead', async () => {
      await crm.run(`ALTER TABLE sales.activity DROP CONSTRAINT activity_lead_id_fkey;
        INSERT INTO sales.activity (id, lead_id, kind, happened_at) VALUES (6000, 2000, 'call', now());`);
      const [row] = await until(parked, (found) => found.length === 1);
      assert.equal(row?.code, 'LEAD_NOT_FOUND');
      await crm.run('INSERT INTO sales.lead (id, contact_id) VALUES (2000, 1000)');
      await until(parked, (found) => found.length === 0);
      const [{ n } = {}] = await query("SELECT count(*) AS n FROM leads.interaction WHERE lead_id = '2000'");
      assert.equal(n, 1);
    });

    test('a missing column stops its entity alone, and the sync resumes when it is back', async () => {
      await crm.run('ALTER TABLE sales.activity RENAME COLUMN note TO notes');
      const stopped = await until(
        () => entity('activity'),
        ({ state }) => state === 'STOPPED',
      );
      assert.equal(stopped.stored?.fault?.code, 'CRM_COLUMN_MISSING');
      assert.equal(overallState(await status()), 'STOPPED');
      await crm.run(`UPDATE sales.lead SET stage = 'proposal' WHERE id = 14;
        INSERT INTO sales.activity (lead_id, kind, happened_at) VALUES (14, 'call', now());`);
      await until(
        () => stage(14),
        (found) => found === 'PROPOSAL',
      );
      await crm.run('ALTER TABLE sales.activity RENAME COLUMN notes TO note');
      await until(
        () => entity('activity'),
        ({ state }) => state === 'RUNNING',
      );
      await until(
        () => query("SELECT FROM leads.interaction WHERE lead_id = '14'"),
        (rows) => rows.length === ACTIVITIES_PER_LEAD + 1,
      );
    });

    test('another type of a column stops its entity until somebody accepts it', async () => {
      await crm.run('ALTER TABLE sales.activity ALTER COLUMN seconds TYPE numeric');
      const stopped = await until(
        () => entity('activity'),
        ({ state }) => state === 'STOPPED',
      );
      assert.equal(stopped.stored?.fault?.code, 'CRM_SCHEMA_CHANGED');
      assert.deepEqual(await acceptSchema(db(), null, Date.now()), ['activity']);
      sync.wake();
      await until(
        () => entity('activity'),
        ({ state, stored }) => state === 'RUNNING' && stored?.walk === null,
      );
    });

    test('a row ahead of the clock hides no change after it', async () => {
      await crm.run(`ALTER TABLE sales.lead DISABLE TRIGGER touch;
        UPDATE sales.lead SET owner = 'future', updated_at = now() + interval '20 hours' WHERE id = 15;
        ALTER TABLE sales.lead ENABLE TRIGGER touch;`);
      await until(
        () => owner(15),
        (found) => found === 'future',
      );
      await crm.run(`UPDATE sales.lead SET owner = 'present' WHERE id = 16`);
      await until(
        () => owner(16),
        (found) => found === 'present',
      );
    });

    test('a transaction that commits late is within the overlap', {
      skip: kind === 'pglite' && 'one connection',
    }, async () => {
      const late = await (crm as ServerCrm).connect();
      await late.query('BEGIN; UPDATE sales.lead SET owner = $$slow$$ WHERE id = 18');
      await crm.run(`UPDATE sales.lead SET owner = 'quick' WHERE id = 19`);
      await until(
        () => owner(19),
        (found) => found === 'quick',
      );
      await late.query('COMMIT');
      await late.end();
      await until(
        () => owner(18),
        (found) => found === 'slow',
      );
    });

    test('a second process waits, and one that was overtaken writes nothing', async () => {
      const second = await startTestSync(platform.database, crm);
      await crm.run(`UPDATE sales.lead SET owner = 'shared' WHERE id = 20`);
      await until(
        () => owner(20),
        (found) => found === 'shared',
      );
      await second.close();
      const state = (await readStates(db())).find(({ entity: name }) => name === 'leads');
      assert.ok(state);
      const late = { ...state, revision: state.revision - 1 };
      assert.equal(await changeState(db(), late, { position: undefined }, Date.now()), undefined);
    });

    test('a restart goes on where it was, and finds what changed meanwhile', async () => {
      await sync.close();
      const read = (await entity('activity')).stored?.rowsRead ?? 0;
      await crm.run(`INSERT INTO sales.activity (id, lead_id, kind, happened_at) VALUES (7000, 17, 'call', now());
        UPDATE sales.lead SET owner = 'meanwhile' WHERE id = 17;`);
      sync = await startTestSync(platform.database, crm);
      await until(
        () => query("SELECT FROM leads.interaction WHERE id = 'activity:7000'"),
        (rows) => rows.length === 1,
      );
      const { stored } = await entity('activity');
      // the overlap is read again, not the whole table
      assert.ok((stored?.rowsRead ?? 0) - read < 50, `${stored?.rowsRead} rows after ${read}`);
    });
  });
});
