import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { execute, parse } from 'graphql';
import { sql } from 'kysely';
import { DeltaTable } from '../../lake/delta/delta-table.ts';
import { openLake } from '../../lake/open-lake.ts';
import { createLogger } from '../../platform/logger.ts';
import { Outbox } from '../../platform/outbox/outbox.ts';
import type { Subgraph } from '../../platform/subgraph/subgraph.ts';
import { closeSubgraphs, createSubgraphs, type Subgraphs } from '../../subgraphs/catalog.ts';
import { seedDemo } from '../../subgraphs/demo.ts';
import { writeBatch } from '../../subgraphs/leads/import/write-batch.ts';
import { PREDICTION_COLUMNS, PREDICTIONS_PATH } from '../../subgraphs/scores/batch/predictions-table.ts';
import { ALL_SCHEMAS } from '../support/database/database-template.ts';
import { onEachDatabase, type TestDatabase } from '../support/database/databases.ts';
import { temporaryFolder } from '../support/lake/temporary-folder.ts';

const LEADS = 120;
const PATIENCE_MS = 90_000;
const SCOPES = ['leads:read', 'leads:write', 'leads:pii', 'monitoring:write', 'scores:write', 'models:read'];
// in every place that takes text, and nowhere else
const SECRETS = [
  'zz-person-1',
  'zz-person-2',
  'Zubaida Quux',
  'zubaida@quux',
  '505550199',
  'Quuxcorp',
  'whispered-note',
];

onEachDatabase((kind, open) => {
  describe(`erasure of a person on ${kind}`, () => {
    const folder = temporaryFolder();
    const lakeConfig = {
      ...{ url: folder.path('lake'), tempDir: folder.path('temp') },
      ...{ refreshMinutes: 0, memoryMb: 256, threads: 1 },
    };
    let opened: TestDatabase;
    let subgraphs: Subgraphs;
    let scoreIds: readonly string[];
    before(async () => {
      opened = await open(...ALL_SCHEMAS);
      const { database } = opened;
      const log = createLogger('silent');
      const outbox = await Outbox.open(database, log, { pollMs: 20 });
      subgraphs = await createSubgraphs({
        ...{ database, outbox, log, clock: Date.now, artifactLimitBytes: 1e6, inferenceWorkers: 0 },
        ...{ lake: lakeConfig, erasureSettleMs: 0, removalGraceMs: 0 },
      });
      await seedDemo({ database, subgraphs, clock: Date.now, leads: LEADS, backtests: false }, () => undefined);
    });
    after(async () => {
      await closeSubgraphs(subgraphs);
      await opened.close();
    });

    // biome-ignore-start lint/suspicious/noExplicitAny: the shapes are those of the operations
    const answer = async ({ schema }: Subgraph, source: string, variableValues = {}): Promise<any> => {
      const contextValue = { identity: { subject: 'ann', scopes: SCOPES }, requestId: 'test' };
      return execute({ schema, document: parse(source), variableValues, contextValue });
    };
    const ask = async (subgraph: Subgraph, source: string, variables = {}): Promise<any> => {
      const { data, errors } = await answer(subgraph, source, variables);
      assert.equal(errors, undefined, JSON.stringify(errors));
      return data;
    };
    // biome-ignore-end lint/suspicious/noExplicitAny: the shapes are those of the operations
    const until = async (what: string, isDone: () => Promise<boolean>) => {
      for (const since = performance.now(); !(await isDone()); await sleep(50))
        assert.ok(performance.now() - since < PATIENCE_MS, what);
    };
    const refreshLake = async () => {
      const versionOf = async () =>
        (
          await sql<{ at: number }>`SELECT COALESCE(max(refreshed_at), 0) AS at FROM leads.lake_table
          WHERE layer = 'PREDICTIONS'`.execute(opened.database.tables<never>())
        ).rows[0]?.at;
      const found = await versionOf();
      await ask(subgraphs.leads, 'mutation { refreshLake { requestedAt } }');
      await until('refresh', async () => (await versionOf()) !== found);
    };
    /** Tables of the database with a row that holds a text. */
    const tablesWith = async (text: string): Promise<readonly string[]> => {
      const db = opened.database.tables<never>();
      const { rows } = await sql<{
        name: string;
      }>`SELECT quote_ident(table_schema) || '.' || quote_ident(table_name) AS name
        FROM information_schema.tables WHERE table_type = 'BASE TABLE'
          AND table_schema NOT IN ('pg_catalog', 'information_schema')`.execute(db);
      const found: string[] = [];
      for (const { name } of rows) {
        const hit = await sql`SELECT 1 FROM ${sql.raw(name)} t WHERE strpos(t::text, ${text}) > 0 LIMIT 1`.execute(db);
        if (hit.rows.length > 0) found.push(name);
      }
      return found;
    };
    /** Files of the lake that hold a text, compressed or not. */
    const filesWith = async (texts: readonly string[]): Promise<readonly string[]> => {
      const lake = await openLake(lakeConfig);
      const found: string[] = [];
      try {
        for (const name of await readdir(lakeConfig.url, { recursive: true, withFileTypes: true })) {
          if (!name.isFile()) continue;
          const file = join(name.parentPath, name.name);
          const plain = (await readFile(file)).toString('latin1');
          const rows = file.endsWith('.parquet')
            ? await lake.duckDb.use((connection) =>
                connection.rows(`SELECT t::VARCHAR AS row FROM read_parquet('${file}') t`),
              )
            : [];
          const all = [plain, ...rows.map(({ row }) => String(row))].join('\n');
          for (const text of texts) if (all.includes(text)) found.push(`${file}: ${text}`);
        }
      } finally {
        await lake.close();
      }
      return found;
    };
    const figures = async () =>
      (
        await sql`SELECT count(*)::int AS predictions, count(DISTINCT p.lead_id)::int AS leads,
          round(sum(p.probability)::numeric, 9)::text AS total, count(o.result)::int AS outcomes
        FROM scores.prediction p JOIN leads.outcome_facts o ON o.lead_id = p.lead_id`.execute(
          opened.database.tables<never>(),
        )
      ).rows;

    it('the data of a person is in the tables and the lake at first', async () => {
      const submit = `mutation ($id: ID!, $phone: String) { submitLead(idempotencyKey: $id, input: { id: $id,
        name: "Zubaida Quux", email: "zubaida@quux.example", phone: $phone, company: "Quuxcorp", companySize: 12,
        country: "AE" }) { leadId } }`;
      await ask(subgraphs.leads, submit, { id: 'zz-person-1', phone: '+971505550199' });
      await ask(subgraphs.leads, submit, { id: 'zz-person-2', phone: '+971505550199' });
      for (const id of ['zz-person-1', 'zz-person-2']) {
        await ask(
          subgraphs.leads,
          `mutation ($id: ID!) { recordInteractions(leadId: $id, interactions: [{ id: "c1", kind: CALL,
          occurredAt: "2026-11-01T10:00:00Z", durationSeconds: 60, note: "whispered-note" }]) { recorded } }`,
          { id },
        );
      }
      const override = `mutation { overrideScore(leadId: "zz-person-1", grade: A, reason: "whispered-note about Quuxcorp",
        expiresAt: "${new Date(Date.now() + 86_400_000).toISOString()}") { leadId } }`;
      await ask(subgraphs.leads, override);
      const score = 'mutation ($id: ID!) { scoreLead(leadId: $id) { score { id } } }';
      const ids: string[] = [];
      for (const id of ['zz-person-1', 'zz-person-2', 'zz-person-1'])
        ids.push((await ask(subgraphs.scores, score, { id })).scoreLead.score.id);
      scoreIds = ids;
      const merge = `mutation { mergeLeads(input: { leadId: "zz-person-1", duplicateIds: ["zz-person-2"], reason: "same" }) {
        leadId } }`;
      await ask(subgraphs.leads, merge);
      await ask(
        subgraphs.leads,
        'mutation { recordOutcome(leadId: "zz-person-1", outcome: { result: LOST, reason: "whispered-note" }) { leadId } }',
      );
      const lake = await openLake(lakeConfig);
      const predictions = DeltaTable.at(lake, PREDICTIONS_PATH);
      await predictions.create(PREDICTION_COLUMNS);
      await predictions.append(`SELECT 'job' AS job_id, 'zz-person-1' AS lead_id, 1::BIGINT AS as_of, 'm' AS model,
        1 AS model_version, 0.5::DOUBLE AS raw_score, 0.5::DOUBLE AS probability, 50 AS points, 'B' AS grade, NULL::VARCHAR AS feature_digest,
        NULL::BIGINT AS gold_version, 1::BIGINT AS scored_at, 'node' AS engine`);
      await lake.close();
      await refreshLake();
      await until('audit', async () => (await tablesWith('zz-person-1')).includes('models.audit_event'));
      for (const text of SECRETS) assert.notDeepEqual(await tablesWith(text), [], text);
      const files = await filesWith(SECRETS);
      for (const text of SECRETS)
        assert.ok(
          files.some((file) => file.endsWith(text)),
          text,
        );
    });

    it('exportPerson has everything of all leads of a person, also what other subgraphs hold', async () => {
      const person = (
        await ask(subgraphs.leads, '{ exportPerson(leadId: "zz-person-2") { leadIds truncatedSections data } }')
      ).exportPerson;
      assert.deepEqual([person.leadIds, person.truncatedSections], [['zz-person-1', 'zz-person-2'], []]);
      const counts = Object.fromEntries(
        Object.entries(person.data as Readonly<Record<string, readonly object[]>>).map(([name, { length }]) => [
          name,
          length,
        ]),
      );
      const { leads, interactions, outcomes, overrides, merges, submissions, scores } = counts;
      assert.deepEqual([leads, interactions, outcomes, overrides, merges, submissions], [2, 3, 1, 1, 1, 2]);
      assert.equal(scores, scoreIds.length);
      assert.ok((counts.auditEvents ?? 0) >= 2);
      assert.equal(person.data.scores[0].features.company_size, 12);
      for (const text of SECRETS) assert.ok(JSON.stringify(person.data).includes(text), text);
    });

    it('eraseLead leaves no trace in any table, and figures and replays as they were', async () => {
      const before = await figures();
      const erase = `mutation ($id: ID!) { eraseLead(input: { leadId: $id, reason: "asked for it" }) {
        leadId erasure { id leadId leadIds reason actor completedAt parts { name doneAt } } } }`;
      const first = (await ask(subgraphs.leads, erase, { id: 'zz-person-2' })).eraseLead;
      assert.match(first.leadId, /^erased-/);
      assert.equal(first.erasure.leadIds.length, 2);
      const again = await Promise.all(
        ['zz-person-1', 'zz-person-2', first.leadId].map((id) => ask(subgraphs.leads, erase, { id })),
      );
      for (const { eraseLead } of again) assert.equal(eraseLead.erasure.id, first.erasure.id);
      const parts = async () =>
        (await ask(subgraphs.leads, '{ erasures(first: 5) { edges { node { id parts { name doneAt } } } } }')).erasures
          .edges[0].node.parts as readonly { readonly name: string; readonly doneAt: string | null }[];
      await until('scores and models', async () =>
        (await parts()).every(({ name, doneAt }) => name === 'LAKE' || doneAt !== null),
      );
      for (const text of SECRETS)
        assert.deepEqual(await tablesWith(text), text.startsWith('zz-') ? ['leads.lake_removal'] : [], text);
      assert.deepEqual(await figures(), before);
      for (const id of scoreIds) {
        const { replayScore } = await ask(subgraphs.scores, `{ replayScore(id: "${id}") { bitEqual reason } }`);
        assert.deepEqual({ ...replayScore }, { bitEqual: true, reason: null });
      }
      const lead = `query ($id: ID!) { lead(id: $id) { name email phone company companySize country stage
        interactions(first: 5) { edges { node { kind note } } } outcome { result reason } } }`;
      const survivor = (await ask(subgraphs.leads, '{ erasures { edges { node { leadIds } } } }')).erasures.edges[0]
        .node;
      const stages = [];
      for (const id of survivor.leadIds) {
        const found = (await ask(subgraphs.leads, lead, { id })).lead;
        assert.deepEqual([found.name, found.email, found.phone, found.company], [null, null, null, null]);
        assert.deepEqual([found.companySize, found.country], [12, 'AE']);
        stages.push(found.stage);
      }
      assert.deepEqual(stages.sort(), ['LOST', 'MERGED']);
    });

    it('the lake has no byte of the person after the next refresh, in no version', async () => {
      await refreshLake();
      await until('lake', async () => {
        const { erasures } = await ask(subgraphs.leads, '{ erasures { edges { node { completedAt } } } }');
        return erasures.edges[0].node.completedAt !== null;
      });
      assert.deepEqual(await filesWith(SECRETS), []);
      for (const text of SECRETS) assert.deepEqual(await tablesWith(text), [], text);
      const lake = await openLake(lakeConfig);
      try {
        const count = async (path: string, where: string) => {
          const snapshot = await DeltaTable.at(lake, path).snapshot();
          assert.ok(snapshot, path);
          const { relation, release } = await snapshot.open();
          const rows = await lake.duckDb.use((on) => on.rows(`SELECT count(*) AS n FROM ${relation} WHERE ${where}`));
          await release();
          return Number(rows[0]?.n);
        };
        assert.equal(await count('predictions', "lead_id LIKE 'erased-%'"), 1);
        assert.equal(await count('silver/leads', "lead_id LIKE 'erased-%' AND valid_until = 9223372036854775807"), 2);
        assert.equal(await count('silver/interactions', "lead_id LIKE 'erased-%'"), 3);
        assert.equal(await count('gold/features', "lead_id LIKE 'erased-%'"), 2);
        const { rows } = await sql<{
          n: number;
        }>`SELECT count(*)::int + (SELECT count(*)::int FROM leads.lead_history) AS n
          FROM leads.lead`.execute(opened.database.tables<never>());
        assert.equal(await count('bronze/lead_events', 'true'), rows[0]?.n);
        assert.equal(await count('silver/leads', 'true'), rows[0]?.n);
      } finally {
        await lake.close();
      }
    });

    it('ids of erased persons are refused by submitLead and skipped by imports', async () => {
      const { errors } = await answer(
        subgraphs.leads,
        'mutation { submitLead(input: { id: "zz-person-1", name: "Zubaida Quux" }) { leadId } }',
      );
      assert.deepEqual(
        errors.map((error: { extensions: { code: string } }) => error.extensions.code),
        ['LEAD_ERASED'],
      );
      const { rows } = await sql<{ lead: object }>`SELECT to_jsonb(l) AS lead FROM leads.lead l LIMIT 1`.execute(
        opened.database.tables<never>(),
      );
      const lead = { ...rows[0]?.lead, id: 'zz-person-2', name: 'Zubaida Quux' };
      const interaction = {
        id: 'c9',
        lead_id: 'zz-person-2',
        kind: 'CALL',
        occurred_at: 1,
        recorded_at: 1,
        note: null,
      };
      const row = {
        lead,
        interactions: [{ ...interaction, duration_seconds: null, quantity: null }],
        outcome: undefined,
      };
      const written = await writeBatch(opened.database.tables<unknown>(), [row as never], [], Date.now());
      assert.deepEqual([written.inserted, written.interactions, written.erased], [0, 0, 1]);
      assert.deepEqual(await tablesWith('Zubaida Quux'), []);
    });

    it('an unknown lead and an unknown erasure are refused', async () => {
      const codes = async (source: string) =>
        (await answer(subgraphs.leads, source)).errors?.map(
          (error: { extensions: { code: string } }) => error.extensions.code,
        );
      assert.deepEqual(await codes('mutation { eraseLead(input: { leadId: "none", reason: "x" }) { leadId } }'), [
        'LEAD_NOT_FOUND',
      ]);
      assert.deepEqual(await codes('mutation { eraseLead(input: { leadId: "none", reason: " " }) { leadId } }'), [
        'VALIDATION_FAILED',
      ]);
      assert.deepEqual(await codes('{ erasure(id: "none") { id } }'), ['ERASURE_NOT_FOUND']);
    });
  });
});
