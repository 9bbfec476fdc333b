import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { compareCrm } from '../../support/crm/compare-crm.ts';
import { CrmSyncWorld } from '../../support/crm/crm-sync-world.ts';
import { whyNoPostgres } from '../../support/database/throwaway-postgres.ts';

const skip = whyNoPostgres() ?? false;
const FIRST_BROKEN = 1_000;
const WITHOUT_TRIGGERS = (sql: string) => `BEGIN; SET LOCAL session_replication_role = replica; ${sql}; COMMIT`;

describe('A CRM with strange rows', { skip }, () => {
  let world: CrmSyncWorld;
  before(async () => {
    world = await CrmSyncWorld.open();
    await world.untilFilled();
  });
  after(() => world?.close());

  /** Waits until everything of the CRM is here with the same values. */
  const untilEqual = async (): Promise<void> => {
    let differences: readonly string[] = [];
    await world
      .until('equal sides', async () => {
        ({ differences } = await compareCrm(world.crm.query, world.query));
        return differences.length === 0;
      })
      .catch((error: Error) => assert.fail(`${differences.join('\n')}\n${error.message}`));
  };

  test('has each impossible time parked, names it, and loses no row once it is mended', async () => {
    const times = ['infinity', '-infinity', '0044-03-15 BC', '294276-12-31 23:59:59', '20000-01-01'];
    for (const [at, time] of times.entries())
      await world.crm.query(
        `INSERT INTO sales.lead (id, contact_id, created_at) VALUES (${FIRST_BROKEN + at}, 1, '${time}')`,
      );
    await world.crm.query(`INSERT INTO sales.activity (lead_id, kind, happened_at)
      VALUES (7, 'call', 'infinity'), (7, 'call', '-infinity'), (7, 'fax', '2026-01-01')`);
    await world.until('8 parked rows', async () => (await world.state()).parked.length === 8);
    const { parked } = await world.state();
    assert.deepEqual(new Set(parked.map(({ code }) => code)), new Set(['CRM_ROW_INVALID']));
    for (const { message } of parked) assert.match(message, /(created_at|happened_at|kind): .*found .*, expected/s);
    await world.crm.query(`UPDATE sales.lead SET created_at = '2026-01-01' WHERE id >= ${FIRST_BROKEN};
      UPDATE sales.activity SET happened_at = '2026-01-01', kind = 'call' WHERE lead_id = 7 AND kind IN ('call', 'fax')
        AND (NOT isfinite(happened_at) OR kind = 'fax')`);
    await world.until('no parked row', async () => (await world.state()).parked.length === 0);
  });

  test('is equal here with texts of any script, quotes, SQL and marks, and parks texts that are too long', async () => {
    const texts = [
      'עברית',
      '\u202eabc\u202c',
      'a\u200bb\u200d',
      `'; DROP TABLE leads.lead; --`,
      '"\\\\x00',
      '😀e\u0301'.normalize('NFC'),
    ];
    for (const [at, text] of texts.entries())
      await world.crm.query(`UPDATE sales.contact SET full_name = $1, company = $1 WHERE id = ${10 + at}`, [text]);
    await world.crm.query(`UPDATE sales.contact SET company = repeat('long ', 2000000) WHERE id = 20`);
    await world.until('a parked row', async () => (await world.state()).parked.length === 1);
    const [parked] = (await world.state()).parked;
    assert.equal(parked?.code, 'CRM_ROW_INVALID');
    assert.ok((parked?.message.length ?? 0) <= 1_000, `found ${parked?.message.length} characters`);
    await world.crm.query(`UPDATE sales.contact SET company = 'short' WHERE id = 20`);
    await world.until('no parked row', async () => (await world.state()).parked.length === 0);
  });

  test('is read on after a change that is dated ahead, and after a clock that was set back', async () => {
    await world.crm.query(
      WITHOUT_TRIGGERS(`UPDATE sales.lead SET updated_at = now() + interval '2 hours', owner = 'ahead' WHERE id = 11;
      UPDATE sales.lead SET updated_at = 'infinity', owner = 'never' WHERE id = 12`),
    );
    await world.crm.query(`UPDATE sales.lead SET owner = 'after' WHERE id = 13`);
    await world.until('the change after it', async () => {
      const rows = await world.query(`SELECT id FROM leads.lead WHERE owner IN ('ahead', 'after')`);
      return rows.length === 2;
    });
  });

  test('loses none of many rows of one transaction that have one time', async () => {
    await world.crm.query(`BEGIN; ${Array.from({ length: 30 }, (_, at) => `UPDATE sales.lead SET owner = 'together' WHERE id = ${30 - at};`).join('\n')}
      INSERT INTO sales.activity (lead_id, kind, happened_at) SELECT 30 - n, 'call', date_trunc('milliseconds', now()) FROM generate_series(0, 29) n; COMMIT`);
    await untilEqual();
  });

  test('has rows without a watermark, and changes beyond the overlap, found by a comparison', async () => {
    await world.crm.query('ALTER TABLE sales.lead ALTER updated_at DROP NOT NULL');
    await world.crm.query(
      WITHOUT_TRIGGERS(`INSERT INTO sales.lead (contact_id, updated_at) VALUES (1, NULL);
      INSERT INTO sales.lead (contact_id, updated_at) VALUES (1, now() - interval '1 hour');
      UPDATE sales.lead SET owner = 'late', updated_at = now() - interval '1 hour' WHERE id = 5;
      UPDATE sales.lead SET created_at = date_trunc('milliseconds', created_at)`),
    );
    await world.compareAll();
    await untilEqual();
  });

  test('has deleted rows removed here, but not most of them unasked', async () => {
    await world.crm.query('DELETE FROM sales.lead WHERE id = 29');
    await world.compareAll();
    await untilEqual();
    await world.crm.query('CREATE TABLE sales.kept AS SELECT * FROM sales.lead; DELETE FROM sales.lead WHERE id > 2');
    await world.app.run('mutation { startCrmCompare { entities } }');
    await world.untilStopped('leads', 'CRM_MASS_REMOVAL');
    const { heldRemovals } = (await world.state()).entity('leads');
    assert.ok((heldRemovals ?? 0) > 20, `found ${heldRemovals} held removals`);
    await world.crm.query(WITHOUT_TRIGGERS('INSERT INTO sales.lead SELECT * FROM sales.kept ON CONFLICT DO NOTHING'));
    await world.compareAll();
    assert.equal((await world.state()).entity('leads').heldRemovals, null);
  });
});

describe('A CRM that changes under the sync', { skip }, () => {
  let world: CrmSyncWorld;
  let changes = 0;
  before(async () => {
    world = await CrmSyncWorld.open({ leads: 12 });
    await world.untilFilled();
  });
  after(() => world?.close());

  /** Breaks the CRM, waits for the code, mends it, and checks that what changed meanwhile is here. */
  const breakAndMend = async (code: string, broken: string, mended: string, isCut = false): Promise<string> => {
    await world.crm.query(broken);
    if (isCut) await world.endConnections();
    const message = await world.untilStopped('leads', code);
    changes += 1;
    await world.crm.query(mended);
    await world.crm.query(`UPDATE sales.lead SET owner = 'change ${changes}' WHERE id = 3`);
    await world.compareAll();
    const [lead] = await world.query(`SELECT owner FROM leads.lead WHERE id = '3'`);
    assert.equal(lead?.owner, `change ${changes}`);
    return message;
  };

  const faults: readonly (readonly [title: string, code: string, broken: string, mended: string, isCut?: boolean])[] = [
    [
      'a table that is renamed',
      'CRM_TABLE_MISSING',
      'ALTER TABLE sales.lead RENAME TO gone',
      'ALTER TABLE sales.gone RENAME TO lead',
    ],
    [
      'a column that is renamed',
      'CRM_COLUMN_MISSING',
      'ALTER TABLE sales.lead RENAME source TO origin',
      'ALTER TABLE sales.lead RENAME origin TO source',
    ],
    [
      'a column of a joined table that is renamed',
      'CRM_COLUMN_MISSING',
      'ALTER TABLE sales.contact RENAME email TO mail',
      'ALTER TABLE sales.contact RENAME mail TO email',
    ],
    [
      'rights that are revoked',
      'CRM_ACCESS_DENIED',
      'REVOKE SELECT ON sales.lead FROM crm_writer',
      'GRANT SELECT ON sales.lead TO crm_writer',
    ],
    [
      'a schema that is closed',
      'CRM_ACCESS_DENIED',
      'REVOKE USAGE ON SCHEMA sales FROM crm_writer',
      'GRANT USAGE ON SCHEMA sales TO crm_writer',
    ],
    [
      'a password that is changed',
      'CRM_LOGIN_FAILED',
      `ALTER ROLE crm_writer PASSWORD 'other'`,
      `ALTER ROLE crm_writer PASSWORD 'write'`,
      true,
    ],
    [
      'a limit of connections',
      'CRM_UNAVAILABLE',
      'ALTER ROLE crm_writer CONNECTION LIMIT 0',
      'ALTER ROLE crm_writer CONNECTION LIMIT -1',
      true,
    ],
  ];
  for (const [title, code, broken, mended, isCut] of faults)
    test(`stops it by ${title} with ${code}, and loses nothing`, async () => {
      const message = await breakAndMend(code, broken, mended, isCut);
      assert.match(message, /found .*, expected/);
    });

  test('stops it by a lock with CRM_TIMEOUT, and loses nothing', async () => {
    const holder = await world.crm.connect();
    await holder.query('BEGIN; LOCK TABLE sales.lead IN ACCESS EXCLUSIVE MODE');
    await world.untilStopped('leads', 'CRM_TIMEOUT');
    await holder.query(`UPDATE sales.lead SET owner = 'held' WHERE id = 4; COMMIT`);
    await holder.end();
    await world.compareAll();
    const [lead] = await world.query(`SELECT owner FROM leads.lead WHERE id = '4'`);
    assert.equal(lead?.owner, 'held');
  });

  test('stops it by another type of the key with CRM_SCHEMA_CHANGED until that is accepted', async () => {
    await world.crm.query(
      'ALTER TABLE sales.activity ALTER id DROP IDENTITY; ALTER TABLE sales.activity ALTER id TYPE text',
    );
    await world.untilStopped('activity', 'CRM_SCHEMA_CHANGED');
    await world.crm.query(`INSERT INTO sales.activity (id, lead_id, kind, happened_at)
      VALUES ('a3bb189e-8bf9-3888-9912-ace4e6543002', 3, 'call', date_trunc('milliseconds', now()))`);
    const { messages } = await world.app.run('mutation { acceptCrmSchema { entities } }');
    assert.deepEqual(messages, []);
    await world.compareAll();
    const { differences } = await compareCrm(world.crm.query, world.query);
    assert.deepEqual(differences, []);
  });

  test('is read on while it is read-only, and gets the last scores when it is not', async () => {
    await world.crm.query('ALTER DATABASE crm SET default_transaction_read_only = on');
    await world.endConnections();
    await world.score({ 1: 0.2, 2: 0.4 });
    await world.score({ 1: 0.9 });
    await world.until('a write-back that is paused', async () => {
      const { data } = await world.app.run('{ crmWriteBack { state error { code } } }');
      return data.crmWriteBack[0]?.error?.code === 'CRM_READ_ONLY';
    });
    assert.equal((await world.state()).entity('leads').error, null);
    await world.crm.query(
      'SET default_transaction_read_only = off; ALTER DATABASE crm RESET default_transaction_read_only',
    );
    await world.endConnections();
    await world.until('both scores', async () => {
      const rows = await world.crm.query('SELECT probability FROM sales.lead_score ORDER BY lead_id');
      return JSON.stringify(rows) === '[{"probability":0.9},{"probability":0.4}]';
    });
  });

  test('has scores that its constraints and triggers refuse parked alone, and takes them when it is mended', async () => {
    await world.crm.query(`ALTER TABLE sales.lead_score ADD CONSTRAINT hostile CHECK (lead_id <> 5);
      CREATE FUNCTION sales.refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF NEW.lead_id = 6 THEN RAISE EXCEPTION 'no'; END IF; RETURN NEW; END $$;
      CREATE TRIGGER refuse BEFORE INSERT ON sales.lead_score FOR EACH ROW EXECUTE FUNCTION sales.refuse()`);
    await world.score(Object.fromEntries(Array.from({ length: 12 }, (_, at) => [1 + at, 0.6 + at / 100])));
    await world.until('the other scores', async () => {
      const rows = await world.crm.query('SELECT FROM sales.lead_score WHERE probability >= 0.6');
      return rows.length === 10;
    });
    const open = async () =>
      (await world.deliveries()).filter(({ state }) => state === 'PENDING' || state === 'FAILED');
    await world.until('two refused scores', async () =>
      (await open()).every(({ errorCode }) => errorCode === 'CRM_VALUE_REFUSED'),
    );
    assert.deepEqual((await open()).map(({ leadId }) => leadId).toSorted(), ['5', '6']);
    await world.crm.query(
      'DROP TRIGGER refuse ON sales.lead_score; ALTER TABLE sales.lead_score DROP CONSTRAINT hostile',
    );
    for (const { id } of await open()) {
      const { messages } = await world.app.run('mutation ($id: ID!) { retryDelivery(id: $id) { delivery { id } } }', {
        id,
      });
      assert.deepEqual(messages, []);
    }
    await world.until('every score', async () => (await open()).length === 0);
    assert.equal((await world.crm.query('SELECT FROM sales.lead_score WHERE probability >= 0.6')).length, 12);
  });
});

test('Tables with capitals, quotes and partitions, and a view that has a key twice, are read', { skip }, async () => {
  const before = `CREATE SCHEMA "Sales ""CRM""";
    CREATE TABLE "Sales ""CRM"""."Kunden; --" ("Id" bigint NOT NULL, "Größe $1" text, "at" timestamptz NOT NULL DEFAULT now())
      PARTITION BY RANGE ("Id");
    CREATE TABLE sales.p1 PARTITION OF "Sales ""CRM"""."Kunden; --" FOR VALUES FROM (0) TO (100);
    CREATE TABLE sales.p2 PARTITION OF "Sales ""CRM"""."Kunden; --" FOR VALUES FROM (100) TO (1000);
    INSERT INTO "Sales ""CRM"""."Kunden; --" VALUES (1, 'one'), (200, 'two');
    CREATE VIEW sales.calls AS SELECT id, lead_id, updated_at FROM (VALUES (1, 1, now()), (2, 1, now()), (2, 200, now()))
      c (id, lead_id, updated_at);
    GRANT USAGE ON SCHEMA "Sales ""CRM""" TO crm_writer;
    GRANT SELECT ON "Sales ""CRM"""."Kunden; --", sales.calls TO crm_writer`;
  const mapping = {
    leads: {
      table: '"Sales ""CRM"""."Kunden; --"',
      key: 'Id',
      watermark: 'at',
      lead: { createdAt: { column: 'at' }, name: { column: 'Größe $1' } },
    },
    activities: [
      {
        name: 'call',
        table: 'sales.calls',
        key: 'id',
        watermark: 'updated_at',
        lead: 'lead_id',
        kind: { constant: 'CALL' },
        occurredAt: { column: 'updated_at' },
      },
    ],
    outcomes: undefined,
  };
  const world = await CrmSyncWorld.open({ leads: 1, before, mapping });
  try {
    await world.untilFilled();
    assert.deepEqual(await world.query('SELECT id, name FROM leads.lead ORDER BY id'), [
      { id: '1', name: 'one' },
      { id: '200', name: 'two' },
    ]);
    await world.crm.query(
      `UPDATE "Sales ""CRM"""."Kunden; --" SET "Größe $1" = 'moved', "Id" = 2, "at" = now() WHERE "Id" = 200`,
    );
    await world.until(
      'the changed row',
      async () => (await world.query(`SELECT FROM leads.lead WHERE name = 'moved'`)).length > 0,
    );
    assert.deepEqual(await world.query('SELECT id, lead_id FROM leads.interaction'), [{ id: 'call:1', lead_id: '1' }]);
    const { parked } = await world.state();
    assert.deepEqual(
      parked.map(({ entity, key, code }) => ({ entity, key, code })),
      [{ entity: 'call', key: '2', code: 'CRM_KEY_DUPLICATE' }],
    );
  } finally {
    await world.close();
  }
});
