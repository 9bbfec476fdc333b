import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { exportAuditEvents } from '../../../../subgraphs/models/audit/export-events.ts';
import { onEachDatabase } from '../../../support/database/databases.ts';
import { codeOf, ModelsBench, manifestOf, START } from '../../../support/models/models-bench.ts';

const EVENTS = `query($filter: AuditEventFilter, $first: Int = 50, $after: String) {
  auditEvents(filter: $filter, first: $first, after: $after) {
    edges { cursor node { id at actor action model version reason outcome code message before after clientAddress requestId } }
    pageInfo { hasNextPage hasPreviousPage endCursor }
  }
}`;

onEachDatabase((kind, open) => {
  describe(`the audit log on ${kind}`, () => {
    let bench: ModelsBench;
    before(async () => {
      bench = await ModelsBench.open(open);
    });
    after(() => bench.close());

    const events = async (filter: Record<string, unknown>) => {
      const { data } = await bench.ask(EVENTS, { filter });
      // biome-ignore lint/suspicious/noExplicitAny: the shape is that of the query above
      return data.auditEvents.edges.map(({ node }: any) => node);
    };

    test('The audit log holds actor, action, time, reason, client, and the states before and after', async () => {
      await bench.addVersions('kept', 2);
      bench.now = START + 1_000;
      await bench.change('promoteModelVersion', 'kept', 1);
      await bench.change('setChallenger', 'kept', 2);
      await bench.change('promoteModelVersion', 'kept', 2);
      const [last, challenger] = await events({ model: 'kept' });
      assert.deepEqual(
        { ...last, id: undefined },
        {
          id: undefined,
          at: '2026-11-22T00:00:01.000Z',
          actor: 'ann',
          action: 'PROMOTE',
          model: 'kept',
          version: 2,
          reason: 'because',
          outcome: 'APPLIED',
          code: null,
          message: null,
          before: { stage: 'NONE', champion: 1, challenger: 2 },
          after: { stage: 'PRODUCTION', champion: 2, challenger: null },
          clientAddress: '192.0.2.7',
          requestId: 'test',
        },
      );
      assert.deepEqual(challenger.after, { stage: 'NONE', champion: 1, challenger: 2 });
    });

    test('The audit log holds refused attempts, with their code, and the change leaves no other trace', async () => {
      await bench.addVersions('refusing', 1);
      await bench.change('archiveModelVersion', 'refusing', 1);
      await bench.change('promoteModelVersion', 'refusing', 1);
      await bench.change('promoteModelVersion', 'refusing', 9);
      await bench.ask('mutation { rollbackModel(model: "refusing", reason: " ") { version } }');
      await bench.register({ manifest: manifestOf('refusing'), artifactBase64: 'AAAA' });
      await bench.register({ manifest: manifestOf('refusing'), artifactBase64: null });
      const refused = await events({ model: 'refusing', outcome: 'REFUSED' });
      assert.deepEqual(
        refused.map(({ action, version, code, after }: Record<string, unknown>) => [action, version, code, after]),
        [
          ['REGISTER', null, 'VALIDATION_FAILED', null],
          ['REGISTER', null, 'ARTIFACT_INVALID', null],
          ['ROLL_BACK', null, 'VALIDATION_FAILED', null],
          ['PROMOTE', 9, 'MODEL_VERSION_NOT_FOUND', null],
          ['PROMOTE', 1, 'STAGE_TRANSITION_REFUSED', null],
        ],
      );
      const { data } = await bench.ask('{ model(name: "refusing") { versions { stage } history { action } } }');
      assert.deepEqual(data.model, {
        versions: [{ stage: 'ARCHIVED' }],
        history: [{ action: 'ARCHIVE' }, { action: 'REGISTER' }],
      });
    });

    test('The audit log holds no attempt with unstorable text: it is refused before', async () => {
      const odd = await bench.ask(
        'mutation($model: String!) { promoteModelVersion(model: $model, version: 1, reason: "odd") { stage } }',
        { model: 'a\0b' },
      );
      assert.equal(codeOf(odd), 'VALIDATION_FAILED');
      assert.equal((await events({ model: 'a\ufffdb' })).length, 0);
    });

    test('The audit log is read in pages, without gaps or duplicates while events are added', async () => {
      await bench.addVersions('paged', 1);
      for (const mutation of ['stageModelVersion', 'archiveModelVersion', 'stageModelVersion', 'archiveModelVersion'])
        await bench.change(mutation, 'paged', 1);
      const seen: string[] = [];
      let after: string | null = null;
      do {
        const { data } = await bench.ask(EVENTS, { filter: { model: 'paged' }, first: 2, after });
        const { edges, pageInfo } = data.auditEvents;
        // biome-ignore lint/suspicious/noExplicitAny: the shape is that of the query above
        seen.push(...edges.map(({ node }: any) => node.action));
        after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
        await bench.change('promoteModelVersion', 'paged', 1);
      } while (after);
      assert.deepEqual(seen, ['ARCHIVE', 'STAGE', 'ARCHIVE', 'STAGE', 'REGISTER']);
      assert.equal(codeOf(await bench.ask(EVENTS, { after: 'nonsense' })), 'CURSOR_INVALID');
      assert.equal(codeOf(await bench.ask(EVENTS, { first: 201 })), 'VALIDATION_FAILED');
    });

    test('The audit log is filtered by actor, action and time', async () => {
      bench.subject = 'zoe';
      bench.now = START + 60_000;
      await bench.addVersions('filtered', 1);
      await bench.change('stageModelVersion', 'filtered', 1);
      bench.subject = 'ann';
      const actions = async (filter: Record<string, unknown>) =>
        (await events(filter)).map(({ action }: { action: string }) => action);
      assert.deepEqual(await actions({ actor: 'zoe' }), ['STAGE', 'REGISTER']);
      assert.deepEqual(await actions({ actor: 'zoe', actions: ['REGISTER', 'PROMOTE'] }), ['REGISTER']);
      assert.deepEqual(await actions({ actor: 'zoe', until: new Date(START + 60_000).toISOString() }), []);
      assert.equal((await actions({ actor: 'zoe', from: new Date(START + 60_000).toISOString() })).length, 2);
    });

    test('The audit log is exported whole, oldest first, however long it is', async () => {
      await sql`INSERT INTO models.audit_event (at, actor, action, model, reason, outcome)
        SELECT n, 'bulk', 'STAGE', 'exported', '=' || n, 'APPLIED' FROM generate_series(1, 2500) AS n`.execute(
        bench.db,
      );
      const read = async (format: 'csv' | 'jsonl') => {
        const pieces: string[] = [];
        for await (const piece of exportAuditEvents(bench.db, { model: 'exported' }, format)) pieces.push(piece);
        return pieces;
      };
      const lines = (await read('jsonl')).join('').trimEnd().split('\n');
      assert.deepEqual(
        lines.map((line) => JSON.parse(line).reason),
        Array.from({ length: 2_500 }, (_, at) => `=${at + 1}`),
      );
      const pieces = await read('csv');
      assert.equal(pieces.length, 4);
      const csv = pieces.join('').split('\r\n');
      assert.equal(csv.length, 2_502);
      assert.match(csv[0] ?? '', /^id,at,actor,action,outcome,model,/);
      assert.match(csv[2_500] ?? '', /,exported,,'=2500,/);
    });

    test('The audit log cannot be changed, and neither can a frozen reference window', async () => {
      for (const statement of [
        sql`UPDATE models.audit_event SET actor = 'somebody else'`,
        sql`DELETE FROM models.audit_event`,
        sql`TRUNCATE models.audit_event`,
        sql`UPDATE models.reference_window SET rows = 1`,
      ])
        await assert.rejects(statement.execute(bench.db), /append-only/);
    });
  });
});
