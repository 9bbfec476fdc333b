import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { LIVE_DEPLOYMENT_CHANGED } from '../../../../scoring/live-deployment.ts';
import { onEachDatabase } from '../../../support/database/databases.ts';
import { codeOf, ModelsBench, manifestOf, START } from '../../../support/models/models-bench.ts';

const POLICY = '{ version name limits { a b c } at actor reason }';
const SET = `mutation ($model: String! = "grades", $limits: GradeLimitsInput!, $reason: String! = "fewer As", $expected: Int) {
  setGradePolicy(model: $model, limits: $limits, reason: $reason, expectedVersion: $expected) { gradePolicy ${POLICY} } }`;
const READ = `query ($first: Int! = 50, $after: String) { model(name: "grades") { gradePolicy ${POLICY}
  gradePolicies(first: $first, after: $after) { edges { cursor node ${POLICY} } pageInfo { hasNextPage endCursor } } } }`;
const AUDIT = `{ auditEvents(filter: { model: "grades", actions: [SET_GRADE_POLICY] }) { edges { node {
  actor outcome code reason before after at clientAddress requestId } } } }`;

const V1 = {
  version: 1,
  name: 'v1',
  limits: { a: 0.4, b: 0.2, c: 0.08 },
  at: new Date(START).toISOString(),
  actor: null,
  reason: null,
};
const STRICT = { a: 0.6, b: 0.3, c: 0.1 };
const LAX = { a: 0.3, b: 0.1, c: 1e-7 };

onEachDatabase((kind, open) => {
  describe(`grade policies on ${kind}`, () => {
    let bench: ModelsBench;
    before(async () => {
      bench = await ModelsBench.open(open);
      await bench.register({ manifest: manifestOf('grades') });
      await bench.register({ manifest: manifestOf('other') });
    });
    after(() => bench.close());

    const set = (variables: Record<string, unknown>) => bench.ask(SET, variables);
    const current = async () => (await bench.ask(READ)).data.model.gradePolicy;

    it('a model that never set a grade policy has v1', async () => {
      const { data } = await bench.ask(READ);
      assert.deepEqual(data.model.gradePolicy, V1);
      assert.deepEqual(
        data.model.gradePolicies.edges.map(({ node }: { node: unknown }) => node),
        [V1],
      );
    });

    it('setGradePolicy adds a version with author, reason and time, and notifies the scorers', async () => {
      let notified = 0;
      const heard = new Promise<void>((resolve) => {
        bench.database.events.subscribe(LIVE_DEPLOYMENT_CHANGED, () => {
          notified++;
          resolve();
        });
      });
      bench.now = START + 1_000;
      const { data, errors } = await set({ limits: STRICT, expected: 1 });
      assert.deepEqual(errors, undefined);
      const at = new Date(START + 1_000).toISOString();
      const v2 = { version: 2, name: 'v2', limits: STRICT, at, actor: 'ann', reason: 'fewer As' };
      assert.deepEqual(data.setGradePolicy.gradePolicy, v2);
      assert.deepEqual(await current(), v2);
      await heard;
      assert.equal(notified, 1);
      const other = await bench.ask('{ model(name: "other") { gradePolicy { name } } }');
      assert.equal(other.data.model.gradePolicy.name, 'v1');
    });

    it('setGradePolicy refuses a change of a version that is not current any more', async () => {
      bench.subject = 'ben';
      assert.equal(codeOf(await set({ limits: LAX, expected: 1 })), 'GRADE_POLICY_CHANGED');
      assert.equal((await current()).version, 2);
      assert.equal((await set({ limits: LAX, expected: 2 })).data.setGradePolicy.gradePolicy.version, 3);
    });

    it('setGradePolicy of the current limits changes nothing, also as a retry of the change', async () => {
      assert.equal((await set({ limits: LAX, expected: 2 })).data.setGradePolicy.gradePolicy.version, 3);
      assert.equal((await current()).version, 3);
    });

    it('setGradePolicy refuses limits out of order, a blank reason and an unknown model', async () => {
      assert.equal(codeOf(await set({ limits: { a: 0.2, b: 0.3, c: 0.1 } })), 'VALIDATION_FAILED');
      assert.equal(codeOf(await set({ limits: STRICT, reason: ' ' })), 'VALIDATION_FAILED');
      assert.equal(codeOf(await set({ limits: STRICT, model: 'nobody' })), 'MODEL_NOT_FOUND');
      assert.equal((await current()).version, 3);
    });

    it('concurrent changes of one version leave one of them', async () => {
      const answers = await Promise.all(
        [0.5, 0.55, 0.65].map((a) => set({ limits: { a, b: 0.2, c: 0.1 }, expected: 3 })),
      );
      assert.deepEqual(answers.map(codeOf).toSorted(), ['GRADE_POLICY_CHANGED', 'GRADE_POLICY_CHANGED', undefined]);
      assert.equal((await current()).version, 4);
    });

    it('gradePolicies pages through every version, newest first', async () => {
      const first = (await bench.ask(READ, { first: 3 })).data.model.gradePolicies;
      assert.deepEqual(
        first.edges.map(({ node }: { node: { version: number } }) => node.version),
        [4, 3, 2],
      );
      assert.equal(first.pageInfo.hasNextPage, true);
      const rest = (await bench.ask(READ, { first: 3, after: first.pageInfo.endCursor })).data.model.gradePolicies;
      assert.deepEqual(
        rest.edges.map(({ node }: { node: unknown }) => node),
        [V1],
      );
      assert.equal(rest.pageInfo.hasNextPage, false);
    });

    it('the audit log has every change with both policies, and the refused attempts', async () => {
      const { data } = await bench.ask(AUDIT);
      const events = data.auditEvents.edges.map(({ node }: { node: Record<string, unknown> }) => node);
      const [first] = events.slice(-1);
      assert.deepEqual(first, {
        actor: 'ann',
        outcome: 'APPLIED',
        code: null,
        reason: 'fewer As',
        before: { gradePolicy: 'v1', limits: { A: 0.4, B: 0.2, C: 0.08 } },
        after: { gradePolicy: 'v2', limits: { A: 0.6, B: 0.3, C: 0.1 } },
        at: new Date(START + 1_000).toISOString(),
        clientAddress: '192.0.2.7',
        requestId: 'test',
      });
      const refused = events.flatMap(({ code }: { code: string | null }) => code ?? []);
      assert.deepEqual(refused.toSorted(), [
        ...Array(3).fill('GRADE_POLICY_CHANGED'),
        ...Array(2).fill('VALIDATION_FAILED'),
      ]);
    });

    it('the published view has the policy of every version that scores', async () => {
      await bench.change('stageModelVersion', 'grades', 1);
      await bench.change('promoteModelVersion', 'grades', 1);
      const { rows } = await sql`SELECT grade_policy, grade_limits->'B' AS b FROM models.live_deployment
        WHERE model = 'grades'`.execute(bench.db);
      assert.deepEqual(rows, [{ grade_policy: 'v4', b: 0.2 }]);
    });

    it('gradePolicyPreview without leads and scores counts none, and checks limits and model', async () => {
      const preview = (model: string, a: number) =>
        bench.ask(`{ gradePolicyPreview(model: "${model}", limits: { a: ${a}, b: 0.2, c: 0.1 }) {
          openLeads moved moves { from to leads } outcomes { grade decided converted conversionRate } } }`);
      const { openLeads, moved, moves, outcomes } = (await preview('grades', 0.5)).data.gradePolicyPreview;
      assert.deepEqual([openLeads, moved, moves.length, outcomes.length], [0, 0, 16, 4]);
      assert.deepEqual(outcomes[0], { grade: 'A', decided: 0, converted: 0, conversionRate: null });
      assert.equal(codeOf(await preview('grades', 0.1)), 'VALIDATION_FAILED');
      assert.equal(codeOf(await preview('nobody', 0.5)), 'MODEL_NOT_FOUND');
    });
  });
});
