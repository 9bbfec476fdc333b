import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  DEFAULT_TRIP_WIRES,
  findTrippedWire,
  type WireMinute,
} from '../../../../subgraphs/models/rollout/rules/trip-wires.ts';
import { onEachDatabase } from '../../../support/database/databases.ts';
import { ControllerBench, stepOf as step } from '../../../support/rollouts/controller-bench.ts';

const SECOND = 1_000;
const MINUTE = 60_000;
const HOUR = 3_600_000;

const minute = (champion: readonly [number, number], challenger: readonly [number, number]): WireMinute => {
  const arm = ([requests, overLimit]: readonly [number, number]) => ({ requests, overLimit, errors: 0 });
  return { champion: arm(champion), challenger: arm(challenger) };
};
const slow = (minutes: readonly WireMinute[]) => {
  const sum = (count: (one: WireMinute) => number) => minutes.reduce((total, one) => total + count(one), 0);
  const overP95Limit = {
    trials: sum((one) => one.challenger.requests),
    events: sum((one) => one.challenger.overLimit),
  };
  const evidence = { failuresInRow: 0, overP95Limit, champion: { failuresInRow: 0, minutes } };
  return findTrippedWire(evidence, DEFAULT_TRIP_WIRES);
};

describe('a trip-wire', () => {
  it('A trip-wire holds while the champion is as slow in the same minutes, also after an hour in which it was fast', () => {
    assert.match(
      slow([minute([40, 40], [40, 40])])?.heldBy ?? '',
      /^40 of 40 requests of the champion in the same minutes/,
    );
    assert.match(slow([minute([5_000, 0], [0, 0]), minute([40, 40], [40, 40])])?.heldBy ?? '', /^40 of 40 requests/);
    assert.match(slow([minute([4, 3], [40, 30])])?.heldBy ?? '', /^3 of 4 requests .* not surely slower$/);
  });

  it('A trip-wire ends the rollout when only the challenger is slow, in one minute or in many', () => {
    const many = Array.from({ length: 40 }, () => minute([1, 0], [1, 1]));
    for (const minutes of [
      [minute([40, 0], [40, 40])],
      many,
      [minute([40, 1], [40, 40])],
      [minute([0, 0], [40, 40])],
      [],
    ]) {
      const tripped = slow(minutes.length > 0 ? minutes : [minute([0, 0], [20, 20])]);
      assert.equal(tripped?.wire, 'P95');
      assert.equal(tripped?.heldBy, undefined);
    }
  });

  it('A trip-wire holds while the champion fails in a row, or often, in the same minutes', () => {
    const fails = (failuresInRow: number, errors: number) =>
      findTrippedWire(
        {
          failuresInRow: 5,
          overP95Limit: { trials: 5, events: 0 },
          champion: {
            failuresInRow,
            minutes: [
              {
                champion: { requests: 20, errors, overLimit: 0 },
                challenger: { requests: 5, errors: 5, overLimit: 0 },
              },
            ],
          },
        },
        DEFAULT_TRIP_WIRES,
      );
    assert.match(fails(5, 5)?.heldBy ?? '', /failed 5 times in a row/);
    assert.match(fails(0, 10)?.heldBy ?? '', /failed 10 of 20 requests in the same minutes/);
    assert.equal(fails(1, 1)?.heldBy, undefined);
    assert.equal(fails(0, 0)?.heldBy, undefined);
  });
});

onEachDatabase((kind, open) => {
  describe(`a cause that is common to both versions, on ${kind}`, () => {
    let bench: ControllerBench;
    before(async () => {
      bench = await ControllerBench.open(open);
    });
    after(() => bench.close());

    const waitsFor = async (id: number): Promise<string> =>
      (await bench.models.ask(`{ rollout(id: "${id}") { waitsFor } }`)).data.rollout.waitsFor;
    const trippedWire = async (id: number): Promise<unknown> => {
      const { data } = await bench.models.ask(
        `{ rollout(id: "${id}") { analysis { trippedWire { wire version isHeld reason } } } }`,
      );
      return data.rollout.analysis.trippedWire;
    };

    it('A cause that is common to both versions holds a rollout on a slow machine, with the reason, until the machine has recovered', async () => {
      const guardrails = [{ metric: 'ERROR_RATE', limit: 0.5, holds: true }] as const;
      const { id, request } = await bench.begin({ guardrails, steps: [step(0.5), step(1, true)] });
      await request(1, 40, { latencyMs: 900 });
      await request(2, 40, { latencyMs: 900 });
      await bench.evaluateAfter(2 * SECOND);
      assert.deepEqual(await bench.standing(id), ['RUNNING', 0, 0.5]);
      const last = (await bench.history(id)).at(-1);
      assert.equal(last?.analysis?.verdict, 'INCONCLUSIVE');
      assert.match(
        last?.reason ?? '',
        /^Holds: version 2 tripped P95: found 40 of 40 requests over 500 ms, expected 5 % at most, but 40 of 40 requests of the champion in the same minutes took longer than 500 ms\./,
      );
      assert.match(await waitsFor(id), /^Holds: version 2 tripped P95/);
      const { reason, ...tripped } = (await trippedWire(id)) as Readonly<Record<string, unknown>>;
      assert.deepEqual(tripped, { wire: 'P95', version: 2, isHeld: true });
      assert.match(String(reason), /^Holds: version 2 tripped P95/);
      await bench.evaluateAfter(HOUR);
      assert.deepEqual(await bench.standing(id), ['RUNNING', 0, 0.5], 'it does not pass meanwhile');
      await request(1, 5_000);
      await request(2, 5_000);
      await bench.evaluateAfter(2 * SECOND);
      assert.deepEqual(await bench.standing(id), ['AWAITING_APPROVAL', 0, 0.5]);
      assert.equal(await trippedWire(id), null);
    });

    it('A cause that is common to both versions holds a rollout whose champion was fast for long, and is slow now', async () => {
      const { id, request } = await bench.begin({ guardrails: [] });
      await request(1, 2_000);
      await bench.evaluateAfter(10 * MINUTE);
      await request(1, 60, { latencyMs: 900 });
      await request(2, 60, { latencyMs: 900 });
      await bench.evaluateAfter(2 * SECOND);
      assert.deepEqual(await bench.standing(id), ['RUNNING', 0, 0.1]);
    });

    it('A slow challenger beside a fast champion ends a rollout', async () => {
      const { id, request } = await bench.begin({ guardrails: [] });
      await request(1, 60);
      await request(2, 60, { latencyMs: 900 });
      await bench.evaluateAfter(2 * SECOND);
      const { reason } = await bench.ending(id);
      assert.match(reason, /tripped P95: found 60 of 60 requests over 500 ms/);
      assert.deepEqual(await trippedWire(id), { wire: 'P95', version: 2, isHeld: false, reason });
    });

    it('A pause of one run counts once, however many requests waited for it', async () => {
      const guardrails = [{ metric: 'LATENCY_P95', limit: 0.5, holds: false }] as const;
      const { id, request } = await bench.begin({ guardrails, steps: [step(0.5)] });
      await request(1, 500);
      await request(2, 100);
      for (let pause = 0; pause < 2; pause++) await request(2, 10, { latencyMs: 900, sharesRun: true });
      await bench.evaluateAfter(2 * SECOND);
      assert.deepEqual(await bench.standing(id), ['RUNNING', 0, 0.5]);
      const { requests, timed } = await bench.tally(id, 2);
      assert.deepEqual({ requests, timed }, { requests: 120, timed: 102 });
      // as many pauses of runs of their own are a slow version
      await request(2, 20, { latencyMs: 900 });
      await bench.evaluateAfter(2 * SECOND);
      assert.match((await bench.ending(id)).reason, /tripped P95: found 22 of 122 requests over 500 ms/);
    });

    it('A cause that is common to both versions holds a rollout in which both fail every request, until only the challenger still does', async () => {
      const { id, request } = await bench.begin();
      await request(1, 30, { failed: 30 });
      await request(2, 30, { failed: 30 });
      await bench.evaluateAfter(2 * SECOND);
      assert.deepEqual(await bench.standing(id), ['RUNNING', 0, 0.1]);
      assert.match((await bench.history(id)).at(-1)?.reason ?? '', /^Holds: version 2 tripped CONSECUTIVE_FAILURES/);
      await bench.evaluateAfter(10 * MINUTE);
      for (let i = 0; i < 6; i++) {
        await request(1, 40);
        await request(2, 5, { failed: 5 });
        await bench.evaluateAfter(MINUTE);
      }
      assert.equal((await bench.ending(id)).status, 'ROLLED_BACK');
    });

    it('A cause that is common to both versions holds a rollout by the error rate, for any strategy', async () => {
      for (const strategy of ['CANARY', 'AB_TEST'] as const) {
        const steps = strategy === 'CANARY' ? [step(0.5), step(1, true)] : [step(0.5)];
        const guardrails = [{ metric: 'ERROR_RATE', limit: 0.02, holds: false }] as const;
        const { id, request } = await bench.begin({ strategy, steps, guardrails });
        for (const version of [1, 2]) {
          await request(version, 500, { failed: version === 1 ? 60 : 150 });
          await request(version, 1);
        }
        await bench.evaluateAfter(HOUR);
        assert.deepEqual(await bench.standing(id), ['RUNNING', 0, 0.5], strategy);
        assert.match(await waitsFor(id), /too high, and so is the champion: the rollout holds/);
      }
    });
  });
});
