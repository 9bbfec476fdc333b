import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { projectFile } from '../../../../../platform/process/program.ts';
import { type CrmMapping, readCrmMapping } from '../../../../../subgraphs/leads/crm/mapping/crm-mapping.ts';
import { CrmReader } from '../../../../../subgraphs/leads/crm/source/crm-reader.ts';
import { PgCrmDatabase } from '../../../../../subgraphs/leads/crm/source/pg-crm-database.ts';
import {
  startThrowawayPostgres,
  type ThrowawayPostgres,
  whyNoPostgres,
} from '../../../../support/database/throwaway-postgres.ts';

const LIMIT_MS = 400;
const reason = whyNoPostgres();

describe("The door to a CRM's database", { skip: reason ?? false }, () => {
  let server: ThrowawayPostgres;
  let admin: pg.Client;
  let crm: PgCrmDatabase;
  let mapping: CrmMapping;
  let roleUrl: string;

  before(async () => {
    server = await startThrowawayPostgres();
    admin = await connect(server.url);
    const guide = await readFile(projectFile('docs/guides/crm-sync.md'), 'utf8');
    for (const name of ['crm-tables', 'crm-grants', 'crm-indexes', 'crm-trigger'])
      for (const statement of statementsOf(guide, name)) await admin.query(statement);
    roleUrl = server.url.replace('postgres@', 'lead_scoring:change-me@');
    await requirePassword(admin);
    crm = new PgCrmDatabase({ url: roleUrl, statementTimeoutMs: LIMIT_MS });
    mapping = await readCrmMapping(fileURLToPath(projectFile('subgraphs/leads/crm/mapping/example-mapping.json')));
  });
  after(async () => {
    await crm.close();
    await admin.end();
    await server.close();
  });

  const backends = async (): Promise<number> => {
    const { rows } = await admin.query(
      `SELECT count(*)::int AS n FROM pg_stat_activity WHERE usename = 'lead_scoring'`,
    );
    return rows[0].n;
  };

  test('the role of the guide reads every table of the example, and changes none', async () => {
    for (const entity of [mapping.leads, ...mapping.activities, ...(mapping.outcomes ? [mapping.outcomes] : [])]) {
      const reader = new CrmReader(crm, entity);
      const { isTable, isKeyUnique } = await reader.inspect();
      assert.deepEqual([isTable, isKeyUnique], [true, true]);
      assert.deepEqual(await reader.page(undefined, 10), []);
    }
    await assert.rejects(crm.write('DELETE FROM sales.lead'), { code: 'CRM_ACCESS_DENIED' });
    await assert.rejects(crm.read('CREATE TEMPORARY TABLE t (a int)'), { code: 'CRM_READ_ONLY' });
  });

  test('rights to the mapped columns are enough, versions still follow changes, and revoked rights are named', async () => {
    const { leads } = mapping;
    await admin.query(`REVOKE SELECT ON sales.lead FROM lead_scoring; GRANT SELECT (id, contact_id, company, employees, industry,
      country, channel, owner, stage, created_at, updated_at, deleted_at) ON sales.lead TO lead_scoring;
      INSERT INTO sales.lead (company) VALUES ('Falcon')`);
    const reader = new CrmReader(crm, leads);
    const [first] = await reader.page(undefined, 10);
    await admin.query(`UPDATE sales.lead SET company = 'Eagle'`);
    const [second] = await reader.page(undefined, 10);
    assert.equal(second?.cells.get('company'), 'Eagle');
    assert.notEqual(second?.version, first?.version);
    assert.ok((second?.watermark ?? '') > (first?.watermark ?? ''), 'the trigger of the guide moves the watermark');
    await admin.query('REVOKE SELECT (owner) ON sales.lead FROM lead_scoring');
    await assert.rejects(reader.page(undefined, 10), {
      code: 'CRM_ACCESS_DENIED',
      message: /permission denied for table lead/,
    });
    await assert.rejects(reader.inspect(), { code: 'CRM_ACCESS_DENIED', message: /sales\.lead\.owner/ });
    await admin.query('GRANT SELECT ON sales.lead TO lead_scoring; REVOKE USAGE ON SCHEMA sales FROM lead_scoring');
    await assert.rejects(reader.inspect(), { code: 'CRM_ACCESS_DENIED', message: /schema sales/ });
    await admin.query('GRANT USAGE ON SCHEMA sales TO lead_scoring');
    assert.equal((await reader.page(undefined, 10)).length, 1);
  });

  test('a table that disappears is named, and read again once it is back', async () => {
    const reader = new CrmReader(crm, mapping.leads);
    await admin.query('ALTER TABLE sales.lead RENAME TO lead_away');
    await assert.rejects(reader.inspect(), { code: 'CRM_TABLE_MISSING', message: /sales\.lead/ });
    await admin.query('ALTER TABLE sales.lead_away RENAME TO lead');
    const known = await reader.inspect();
    await admin.query('ALTER TABLE sales.lead RENAME COLUMN stage TO step');
    await assert.rejects(reader.page(undefined, 1), { code: 'CRM_COLUMN_MISSING', message: /stage/ });
    await admin.query('ALTER TABLE sales.lead RENAME COLUMN step TO stage');
    assert.equal((await reader.inspect()).fingerprint, known.fingerprint);
  });

  test('a slow statement and a locked table end in time, and the connections stay', async () => {
    await assert.rejects(crm.read('SELECT pg_sleep(30)'), { code: 'CRM_TIMEOUT' });
    await admin.query('BEGIN; LOCK TABLE sales.lead');
    const reader = new CrmReader(crm, mapping.leads);
    await assert.rejects(reader.page(undefined, 1), { code: 'CRM_TIMEOUT' });
    await admin.query('ROLLBACK');
    const many = await Promise.all(Array.from({ length: 50 }, () => crm.read<{ n: number }>('SELECT 1 AS n')));
    assert.equal(many.flat().length, 50);
    assert.ok((await backends()) <= 6);
  });

  test('a wrong password, role or database is a refused login, a closed port an absent CRM, and no message has the password', async () => {
    const urls = {
      CRM_LOGIN_FAILED: [
        roleUrl.replace('change-me', 'hush-hush'),
        roleUrl.replace('lead_scoring:change-me', 'nobody:hush-hush'),
        roleUrl.replace(/postgres$/, 'nowhere').replace('lead_scoring:change-me', 'postgres'),
      ],
      CRM_UNAVAILABLE: ['postgres://a:hush-hush@127.0.0.1:1/crm', `${roleUrl}?sslmode=verify-full`],
    };
    for (const [code, list] of Object.entries(urls))
      for (const url of list) {
        const door = new PgCrmDatabase({ url, statementTimeoutMs: LIMIT_MS });
        await assert.rejects(door.read('SELECT 1'), (error: Error & { code: string }) => {
          assert.equal(error.code, code, error.message);
          assert.doesNotMatch(error.message, /hush|change-me/);
          return true;
        });
        await door.close();
      }
  });

  test('a password that is changed while connections are open is noticed by the next connection, and mended by the old one', async () => {
    await crm.read('SELECT 1');
    await admin.query(`ALTER ROLE lead_scoring PASSWORD 'other'`);
    assert.equal((await crm.read('SELECT 1')).length, 1);
    await terminate(admin);
    await assert.rejects(untilAnswer(crm), { code: 'CRM_LOGIN_FAILED' });
    await admin.query(`ALTER ROLE lead_scoring PASSWORD 'change-me'`);
    assert.equal((await crm.read('SELECT 1')).length, 1);
  });

  test('a connection that is cut within a statement, and a server that crashes, are an absent CRM until it is back', async () => {
    const slow = crm.read('SELECT pg_sleep(30)');
    slow.catch(() => undefined);
    while (
      (await admin.query(`SELECT 1 FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep%' AND state = 'active'`))
        .rowCount === 0
    );
    await terminate(admin);
    await assert.rejects(slow, { code: 'CRM_UNAVAILABLE' });
    assert.equal((await crm.read('SELECT 1')).length, 1);
    admin.on('error', () => undefined);
    await server.restart('SIGQUIT');
    await untilAnswer(crm);
    admin = await connect(server.url);
    assert.ok((await backends()) <= 6);
  });

  test('a server that takes no writes is read-only until it takes them again; reads go on', async () => {
    await admin.query(
      'GRANT UPDATE ON sales.lead TO lead_scoring; ALTER ROLE lead_scoring SET default_transaction_read_only = on',
    );
    await terminate(admin);
    await untilAnswer(crm);
    await assert.rejects(crm.write('UPDATE sales.lead SET owner = NULL'), { code: 'CRM_READ_ONLY' });
    assert.equal((await crm.read('SELECT 1')).length, 1);
    await admin.query('ALTER ROLE lead_scoring RESET default_transaction_read_only');
    await crm.write('UPDATE sales.lead SET owner = NULL');
  });

  test('a view that fails is a failed statement, without the value at fault', async () => {
    await admin.query(`CREATE VIEW sales.broken AS SELECT id, updated_at, created_at, (1 / (id - id))::text AS hush FROM sales.lead;
      GRANT SELECT ON sales.broken TO lead_scoring`);
    const entity = { table: 'sales.broken', key: 'id', watermark: 'updated_at', joins: [], name: { column: 'hush' } };
    const reader = new CrmReader(crm, entity as never);
    await assert.rejects(reader.page(undefined, 1), { code: 'CRM_STATEMENT_FAILED', message: /22012/ });
  });

  test('closing ends every connection', async () => {
    const door = new PgCrmDatabase({
      url: server.url.replace('postgres@', 'lead_scoring:change-me@'),
      statementTimeoutMs: 60_000,
    });
    await crm.close();
    const slow = door.read('SELECT pg_sleep(60)');
    slow.catch(() => undefined);
    await door.read('SELECT 1');
    await door.close();
    await assert.rejects(slow, { code: 'CRM_UNAVAILABLE' });
    await admin.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(60)' AND pid <> pg_backend_pid()`,
    );
    while ((await backends()) > 0);
    await assert.rejects(door.read('SELECT 1'), { code: 'CRM_UNAVAILABLE' });
  });
});

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client(url);
  await client.connect();
  return client;
}

/** Statements of a block of the guide; one that is a function is not divided. */
function statementsOf(guide: string, name: string): readonly string[] {
  const [, block = ''] = new RegExp(`\`\`\`sql title="${name}\\.sql"\\n([\\s\\S]*?)\`\`\``).exec(guide) ?? [];
  assert.notEqual(block, '', name);
  return block.includes('$$') ? [block] : block.split(/;\n/).filter((statement) => statement.trim() !== '');
}

/** Lets the role of the guide in with its password only. */
async function requirePassword(admin: pg.Client): Promise<void> {
  const { rows } = await admin.query<{ hba_file: string }>('SHOW hba_file');
  const rules = ['host all postgres 127.0.0.1/32 trust', 'host all all 127.0.0.1/32 scram-sha-256'];
  await writeFile(rows[0]?.hba_file as string, `${rules.join('\n')}\n`);
  await admin.query('SELECT pg_reload_conf()');
  // the postmaster reads the file a moment later
  for (;;) {
    const { rows: loaded } = await admin.query(`SELECT 1 FROM pg_stat_activity, pg_hba_file_rules
      WHERE auth_method = 'scram-sha-256' AND pg_conf_load_time() > now() - interval '1 minute'`);
    if (loaded.length > 0) return;
  }
}

async function terminate(admin: pg.Client): Promise<void> {
  await admin.query(`SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE usename = 'lead_scoring'`);
}

/** Reads until the CRM answers, or refuses for another reason than its absence. */
async function untilAnswer(crm: PgCrmDatabase): Promise<void> {
  for (;;) {
    try {
      await crm.read('SELECT 1');
      return;
    } catch (error) {
      if ((error as { code?: string }).code !== 'CRM_UNAVAILABLE') throw error;
    }
  }
}
