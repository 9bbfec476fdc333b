import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import type { ScoreShift } from '../../../../subgraphs/models/gates/evidence.ts';
import { onEachDatabase } from '../../../support/database/databases.ts';
import { BYTES, codeOf, ModelsBench } from '../../../support/models/models-bench.ts';

const HOLDOUT = { holdoutDigest: 'a'.repeat(64) };
const measured = (auc: number, ece = 0.02) => ({ ...HOLDOUT, metrics: { auc, ece } });

onEachDatabase((kind, open) => {
  describe(`promotions on ${kind}`, () => {
    let bench: ModelsBench;
    let scoreShift: ScoreShift | undefined;
    before(async () => {
      bench = await ModelsBench.open(open, { evidence: { scoreShift: async () => scoreShift } });
    });
    after(() => bench.close());

    /** A model whose first version has AUC 0.8 and is champion, and whose second has the given manifest. */
    const against = async (model: string, changes: Record<string, unknown>) => {
      await bench.addVersions(model, 1);
      await bench.addVersion(model, 2, measured(0.8));
      await bench.addVersion(model, 3, changes);
      await bench.models.registry.promote({ model, version: 2 }, { by: 'ann', reason: 'first' });
    };
    const promote = (model: string) => bench.change('promoteModelVersion', model, 3);
    const championOf = async (model: string): Promise<number> =>
      (await bench.ask(`{ model(name: "${model}") { champion { version } } }`)).data.model.champion.version;
    const request = async (model: string) =>
      bench.ask(`mutation { requestPromotion(model: "${model}", version: 3, reason: "please")
        { id status requestedBy gates { gate verdict } } }`);
    const decide = async (mutation: string, id: string, override = '') =>
      bench.ask(`mutation { ${mutation}(id: "${id}", reason: "looked at it" ${override})
        { status decidedBy overridden } }`);
    const as = async <Result>(subject: string, act: () => Promise<Result>): Promise<Result> => {
      bench.subject = subject;
      try {
        return await act();
      } finally {
        bench.subject = 'ann';
      }
    };

    test('Promotions pass when every gate does', async () => {
      await against('better', measured(0.82, 0.01));
      const { data } = await bench.ask(
        '{ promotionGates(model: "better", version: 3) { gate verdict } modelVersion(model: "better", version: 3) { holdout } }',
      );
      assert.deepEqual(data.promotionGates, [
        { gate: 'AUC_GAIN', verdict: 'PASSED' },
        { gate: 'CALIBRATION', verdict: 'PASSED' },
        { gate: 'SCORE_SHIFT', verdict: 'INCONCLUSIVE' },
      ]);
      assert.equal(data.modelVersion.holdout, HOLDOUT.holdoutDigest);
      assert.equal((await promote('better')).errors, undefined);
      assert.equal(await championOf('better'), 3);
    });

    test('Promotions are refused with the gate, what it found and what it needs, and change nothing', async () => {
      await against('worse', measured(0.81, 0.05));
      const answer = await promote('worse');
      assert.equal(codeOf(answer), 'PROMOTION_REFUSED');
      assert.match(
        answer.errors?.[0]?.message ?? '',
        /worse:3: gate AUC_GAIN found AUC \+0\.01 .*, needed AUC \+0\.02/,
      );
      assert.match(answer.errors?.[0]?.message ?? '', /gate CALIBRATION found ECE \+0\.03/);
      assert.equal(await championOf('worse'), 2);
    });

    test('Promotions are refused for a candidate without metrics, where the champion has them', async () => {
      await against('quiet', { metrics: {} });
      assert.equal(codeOf(await promote('quiet')), 'PROMOTION_REFUSED');
    });

    test('Promotions are refused when the scores on the last window shifted', async () => {
      await against('shifted', measured(0.9));
      scoreShift = { psi: 0.3, rows: 1_000 };
      const answer = await promote('shifted');
      scoreShift = undefined;
      assert.match(answer.errors?.[0]?.message ?? '', /SCORE_SHIFT found score PSI 0\.3 on 1000 rows/);
    });

    test('Promotions need two people to override a gate, and the audit log names the gate', async () => {
      await against('overridden', measured(0.7));
      const { data } = await request('overridden');
      const { id, ...asked } = data.requestPromotion;
      assert.deepEqual(asked, {
        status: 'OPEN',
        requestedBy: 'ann',
        gates: [
          { gate: 'AUC_GAIN', verdict: 'FAILED' },
          { gate: 'CALIBRATION', verdict: 'PASSED' },
          { gate: 'SCORE_SHIFT', verdict: 'INCONCLUSIVE' },
        ],
      });
      assert.equal(codeOf(await request('overridden')), 'PROMOTION_REQUEST_EXISTS');
      assert.equal(codeOf(await decide('approvePromotion', id, ', override: true')), 'PROMOTION_SELF_APPROVED');
      assert.equal(codeOf(await as('bob', () => decide('approvePromotion', id))), 'PROMOTION_REFUSED');
      assert.equal(await championOf('overridden'), 2);
      const approved = await as('bob', () => decide('approvePromotion', id, ', override: true'));
      assert.deepEqual(approved.data.approvePromotion, { status: 'APPROVED', decidedBy: 'bob', overridden: true });
      assert.equal(await championOf('overridden'), 3);
      assert.equal(codeOf(await as('bob', () => decide('approvePromotion', id))), 'PROMOTION_REQUEST_CLOSED');
      const log = await bench.ask(`{ auditEvents(filter: { model: "overridden", actions: [APPROVE_PROMOTION] }) {
        edges { node { actor outcome code after } } } }`);
      // biome-ignore lint/suspicious/noExplicitAny: the shape is that of the query above
      const nodes = log.data.auditEvents.edges.map(({ node }: any) => node);
      assert.deepEqual(
        nodes.map(({ actor, code }: Record<string, unknown>) => [actor, code]),
        [
          ['bob', 'PROMOTION_REQUEST_CLOSED'],
          ['bob', null],
          ['bob', 'PROMOTION_REFUSED'],
          ['ann', 'PROMOTION_SELF_APPROVED'],
        ],
      );
      assert.deepEqual(nodes[1].after.overridden, ['AUC_GAIN']);
    });

    test('Promotions that are rejected change nothing, and can be requested again', async () => {
      await against('rejected', measured(0.9));
      const { id } = (await request('rejected')).data.requestPromotion;
      const answer = await as('bob', () => decide('rejectPromotion', id));
      assert.deepEqual(answer.data.rejectPromotion, { status: 'REJECTED', decidedBy: 'bob', overridden: false });
      assert.equal(await championOf('rejected'), 2);
      assert.equal((await request('rejected')).errors, undefined);
      const open = await bench.ask('{ model(name: "rejected") { promotionRequests(status: OPEN) { version } } }');
      assert.deepEqual(open.data.model.promotionRequests, [{ version: 3 }]);
      assert.equal(codeOf(await decide('rejectPromotion', '999999')), 'PROMOTION_REQUEST_NOT_FOUND');
      assert.equal(codeOf(await decide('rejectPromotion', 'x')), 'PROMOTION_REQUEST_NOT_FOUND');
    });

    test('Requests before an id are the earlier ones of the model, also of one status', async () => {
      await against('paged', measured(0.9));
      const ids: string[] = [];
      for (let count = 0; count < 3; count += 1) {
        const { id } = (await request('paged')).data.requestPromotion;
        ids.unshift(id);
        if (count < 2) await as('bob', () => decide('rejectPromotion', id));
      }
      const page = async (given: string): Promise<readonly string[]> => {
        const { data } = await bench.ask(`{ model(name: "paged") { promotionRequests(${given}) { id } } }`);
        return data.model.promotionRequests.map(({ id }: { id: string }) => id);
      };
      assert.deepEqual(await page('first: 2'), ids.slice(0, 2));
      assert.deepEqual(await page(`first: 2, before: "${ids[1]}"`), ids.slice(2));
      assert.deepEqual(await page(`before: "${ids[2]}"`), []);
      assert.deepEqual(await page(`before: "${ids[0]}", status: OPEN`), []);
      for (const before of ['x', '-1', '1e3', ''])
        assert.equal(
          codeOf(await bench.ask(`{ model(name: "paged") { promotionRequests(before: "${before}") { id } } }`)),
          'VALIDATION_FAILED',
          before,
        );
    });

    test('Promotions follow the policy of their model, which keeps what a change does not name', async () => {
      await against('own-policy', measured(0.805));
      const set = (policy: string) =>
        bench.ask(`mutation { setPromotionPolicy(model: "own-policy", policy: ${policy}, reason: "agreed")
          { gates minAucGain maxScorePsi requireEvidence } }`);
      assert.deepEqual((await set('{ minAucGain: 0.005 }')).data.setPromotionPolicy, {
        gates: ['METRICS', 'AUC_GAIN', 'CALIBRATION', 'SCORE_SHIFT'],
        minAucGain: 0.005,
        maxScorePsi: 0.25,
        requireEvidence: false,
      });
      assert.equal(codeOf(await set('{ minAucGain: 7 }')), 'VALIDATION_FAILED');
      await set('{ requireEvidence: true }');
      assert.equal(codeOf(await promote('own-policy')), 'PROMOTION_REFUSED');
      await set('{ gates: [AUC_GAIN, APPROVAL] }');
      const unapproved = await promote('own-policy');
      assert.match(unapproved.errors?.[0]?.message ?? '', /gate APPROVAL found no approval/);
      const { id } = (await request('own-policy')).data.requestPromotion;
      const approved = await as('bob', () => decide('approvePromotion', id));
      assert.deepEqual(approved.data.approvePromotion, { status: 'APPROVED', decidedBy: 'bob', overridden: false });
      const { data } = await bench.ask('{ model(name: "own-policy") { promotionPolicy { minAucGain gates } } }');
      assert.deepEqual(data.model.promotionPolicy, { minAucGain: 0.005, gates: ['AUC_GAIN', 'APPROVAL'] });
    });

    test('Promotions need the approval of another person, for a first champion too, where the policy requires it', async () => {
      await bench.addVersions('first', 3);
      await bench.ask(`mutation { setPromotionPolicy(model: "first", policy: { gates: [APPROVAL] }, reason: "four eyes")
        { gates } }`);
      assert.equal(codeOf(await promote('first')), 'PROMOTION_REFUSED');
      const { id } = (await request('first')).data.requestPromotion;
      await as('bob', () => decide('approvePromotion', id));
      assert.equal(await championOf('first'), 3);
    });

    test('Promotions of a first champion without metrics are refused, unless another person overrides with a reason', async () => {
      await bench.addVersions('unmeasured', 1);
      await bench.addVersion('unmeasured', 3, { metrics: {} });
      const { data } = await bench.ask('{ promotionGates(model: "unmeasured", version: 3) { gate verdict found } }');
      assert.deepEqual(data.promotionGates, [{ gate: 'METRICS', verdict: 'FAILED', found: 'no auc' }]);
      const refused = await promote('unmeasured');
      assert.equal(codeOf(refused), 'PROMOTION_REFUSED');
      assert.match(refused.errors?.[0]?.message ?? '', /gate METRICS found no auc, needed auc of a holdout/);
      const { id } = (await request('unmeasured')).data.requestPromotion;
      assert.equal(codeOf(await as('bob', () => decide('approvePromotion', id))), 'PROMOTION_REFUSED');
      const approved = await as('bob', () => decide('approvePromotion', id, ', override: true'));
      assert.deepEqual(approved.data.approvePromotion, { status: 'APPROVED', decidedBy: 'bob', overridden: true });
      assert.equal(await championOf('unmeasured'), 3);
      const log =
        await bench.ask(`{ auditEvents(first: 1, filter: { model: "unmeasured", actions: [APPROVE_PROMOTION] }) {
        edges { node { actor reason after } } } }`);
      const [{ node }] = log.data.auditEvents.edges;
      assert.deepEqual([node.actor, node.reason, node.after.overridden], ['bob', 'looked at it', ['METRICS']]);
    });

    test('Promotions of a version with a damaged file are refused', async () => {
      await against('corrupt', measured(0.9));
      await sql`UPDATE models.artifact SET bytes = set_byte(bytes, 9, 255)`.execute(bench.db);
      const answer = await promote('corrupt');
      await sql`UPDATE models.artifact SET bytes = ${BYTES}`.execute(bench.db);
      assert.equal(codeOf(answer), 'ARTIFACT_CORRUPT');
      assert.equal(await championOf('corrupt'), 2);
    });

    test('Promotions whose evidence is about a replaced champion are refused', async () => {
      await against('overtaken', measured(0.9));
      await bench.addVersion('overtaken', 4, measured(0.9));
      const { registry } = bench.models;
      scoreShift = { psi: 0, rows: 1_000 };
      const rivals = await Promise.allSettled(
        [3, 4].map((version) => registry.promote({ model: 'overtaken', version }, { by: 'ann', reason: 'race' })),
      );
      scoreShift = undefined;
      const codes = rivals.map((each) => (each.status === 'rejected' ? each.reason.code : 'promoted'));
      assert.deepEqual(codes.sort(), ['PROMOTION_REFUSED', 'promoted']);
    });
  });
});
