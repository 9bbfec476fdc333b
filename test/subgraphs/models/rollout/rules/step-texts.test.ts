import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { explain } from '../../../../../subgraphs/models/rollout/rules/verdict/explain.ts';
import { onEachDatabase } from '../../../../support/database/databases.ts';
import { ControllerBench, stepOf as step } from '../../../../support/rollouts/controller-bench.ts';

const SECOND = 1_000;
const HOUR = 3_600_000;

describe('the explanation of a verdict', () => {
  const judgement = { verdict: 'INCONCLUSIVE', found: 0, lower: 0, upper: 0.9, limit: 0.02, champion: 0 } as const;

  it('The explanation of a verdict uses the singular for one request and one day', () => {
    assert.equal(
      explain('ERROR_RATE', { ...judgement, samples: 1 }, { needed: 1, neededDays: 0.2 }),
      'Error rate: found 0.0 % in 1 request (surely 0.0 % to 90.0 %), limit 2.0 %, champion 0.0 %: undecided, about 1 more request needed, 1 day at the rate of now.',
    );
  });

  it('The explanation of a verdict tells replayed requests apart', () => {
    assert.match(
      explain(
        'SCORE_PSI',
        { ...judgement, samples: 200 },
        { hasReplay: true, needed: undefined, neededDays: undefined },
      ),
      /in 200 scores of the replay /,
    );
  });
});

onEachDatabase((kind, open) => {
  describe(`the explanation of a step, on ${kind}`, () => {
    let bench: ControllerBench;
    before(async () => {
      bench = await ControllerBench.open(open);
    });
    after(() => bench.close());

    it('The explanation of a step counts the requests of the step in force, followed by the total', async () => {
      const guardrails = [{ metric: 'ERROR_RATE', limit: 0.02, holds: true }] as const;
      const { id, request } = await bench.begin({ guardrails, steps: [step(0.1), step(0.5), step(1, true)] });
      const latest = async () => (await bench.history(id)).at(-1)?.reason ?? '';
      await request(1, 9_000);
      await request(2, 1_000);
      await bench.evaluateAfter(2 * SECOND);
      assert.match(await latest(), /^Error rate: found 0\.0 % in 1000 requests \(surely/);
      await bench.evaluateAfter(HOUR);
      assert.deepEqual(await bench.standing(id), ['RUNNING', 1, 0.5]);
      await request(1, 40);
      await request(2, 40, { failed: 1 });
      await bench.evaluateAfter(2 * SECOND);
      assert.match(
        await latest(),
        /^60 of 100 requests to go\.( Error rate: found 2\.5 % in 40 requests of this step, 0\.1 % in 1040 over all steps .*)?$/,
      );
      const metric = (await bench.history(id)).at(-1)?.analysis?.metrics[0];
      assert.match(
        metric?.explanation ?? '',
        /found 2\.5 % in 40 requests of this step, 0\.1 % in 1040 over all steps/,
      );
      assert.equal(metric?.samples, 1_040);
    });

    it('The explanation of a step demands no requests where the step needs none', async () => {
      const id = await bench.startRollout({ strategy: 'IMMEDIATE' }, bench.newModel());
      await bench.evaluateAfter(0);
      await bench.approve(id);
      await bench.evaluateAfter(2 * SECOND);
      const texts = (await bench.history(id)).flatMap(({ reason, analysis }) => [reason, analysis?.explanation ?? '']);
      for (const text of texts) assert.doesNotMatch(text, /of 0 requests/);
      assert.ok(texts.some((text) => text.startsWith('Error rate:')));
    });
  });
});
