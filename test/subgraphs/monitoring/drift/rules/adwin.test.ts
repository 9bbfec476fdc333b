import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Adwin, type AdwinChange } from '../../../../../subgraphs/monitoring/drift/rules/adwin.ts';
import { assertClose } from '../../../../support/data/close-to.ts';
import { type Random, seededRandom } from '../../../../support/data/random.ts';
import { riverStream } from '../../../../support/data/river-stream.ts';
import { isThorough } from '../../../../support/runner/thorough.ts';

/** The paper word for word: values themselves, grouped as the histogram groups them, and everything computed anew. */
class NaiveAdwin {
  readonly delta: number;
  readonly bucketsPerSize: number;
  groups: number[][] = [];
  /** values since the last report, while the window holds older ones */
  sinceReport = Number.POSITIVE_INFINITY;

  constructor(delta: number, bucketsPerSize: number) {
    this.delta = delta;
    this.bucketsPerSize = bucketsPerSize;
  }

  /** @returns whether a change is to be reported: the values since the last report can be cut by themselves */
  add(value: number): boolean {
    this.groups.push([value]);
    this.sinceReport += 1;
    for (let size = 1; ; size *= 2) {
      const first = this.groups.findIndex((group) => group.length === size);
      const count = this.groups.filter((group) => group.length === size).length;
      if (count <= this.bucketsPerSize) break;
      this.groups.splice(first, 2, this.groups.slice(first, first + 2).flat());
    }
    let isNew = false;
    while (this.canCut(this.groups)) {
      isNew ||= this.canCut(this.groups.filter((_, i) => this.groups.slice(i).flat().length <= this.sinceReport));
      this.groups.shift();
    }
    if (isNew) this.sinceReport = 0;
    return isNew;
  }

  canCut(groups: readonly number[][]): boolean {
    const all = groups.flat();
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = mean(all.map((value) => (value - mean(all)) ** 2));
    const log = Math.log(2 / (this.delta / Math.log(all.length)));
    return groups.slice(1).some((_, i) => {
      const [older, newer] = [groups.slice(0, i + 1).flat(), groups.slice(i + 1).flat()];
      const m = 1 / (1 / older.length + 1 / newer.length);
      const bound = Math.sqrt((2 / m) * variance * log) + (2 / (3 * m)) * log;
      return Math.abs(mean(older) - mean(newer)) >= bound;
    });
  }
}

/** Streams that change at 2,000, some at 3,500 too, and how many reports are right. */
const STREAMS: readonly (readonly [name: string, draw: (random: Random, at: number) => number, changes: number])[] = [
  ['a rise of a rate', (random, at) => random.binomial(1, at < 2_000 ? 0.05 : 0.25), 1],
  ['a rate that explodes', (random, at) => random.binomial(1, at < 2_000 ? 0.02 : 0.5), 1],
  ['a fall of a mean', (random, at) => (at < 2_000 ? 0.1 : 0) + random.uniform() * 0.9, 1],
  ['a rise and the way back', (random, at) => random.binomial(1, at < 2_000 || at >= 3_500 ? 0.1 : 0.4), 2],
  ['two steps up', (random, at) => random.binomial(1, at < 2_000 ? 0.1 : at < 3_500 ? 0.3 : 0.6), 2],
];

describe('ADWIN', () => {
  it('ADWIN finds what River finds, set up to test every value and require no least window', () => {
    // River 0.26.1: ADWIN(delta=0.002, clock=1, min_window_length=1, grace_period=0); it starts over after an alarm
    const found: number[][] = [];
    let detector = new Adwin();
    riverStream(3_000).forEach((value, i) => {
      if (!detector.add(value)) return;
      found.push([i, detector.width, detector.mean as number]);
      detector = new Adwin();
    });
    assert.deepEqual(
      found.map(([i, width]) => [i, width]),
      [
        [764, 637],
        [1519, 499],
      ],
    );
    assertClose(found[0]?.[2], 0.5273407373417993, 1e-12);
    assertClose(found[1]?.[2], 0.7357619211557559, 1e-12);
  });

  for (const bucketsPerSize of [1, 2, 5, 1_000]) {
    it(`ADWIN keeps the window of the paper's definition, with ${bucketsPerSize} buckets of one size`, () => {
      const random = seededRandom(bucketsPerSize);
      const detector = new Adwin({ delta: 0.1, bucketsPerSize });
      const naive = new NaiveAdwin(0.1, bucketsPerSize);
      for (let i = 0; i < 240; i += 1) {
        const value = i < 100 ? random.uniform() / 2 : i < 180 ? 0.5 + random.uniform() / 2 : random.uniform() ** 3;
        const change = detector.add(value);
        assert.equal(change !== undefined, naive.add(value), `value ${i}`);
        assert.equal(detector.width, naive.groups.flat().length, `value ${i}`);
      }
      assert.ok(detector.width < 100);
    });
  }

  for (const [name, draw, expected] of STREAMS) {
    for (const checkEvery of [1, 32]) {
      it(`ADWIN reports each change once, testing every ${checkEvery}: ${name}`, () => {
        const runs = isThorough() ? 100 : 20;
        const reports = Array.from({ length: runs }, (_, run) => {
          const random = seededRandom(run + 1);
          const detector = new Adwin({ checkEvery });
          const found = Array.from({ length: 5_000 }, (_, at) => detector.add(draw(random, at)));
          return found.filter((change) => change !== undefined).length;
        });
        assert.deepEqual(reports, Array<number>(runs).fill(expected));
      });
    }
  }

  it('ADWIN drops the values left from before a change without another report', () => {
    const random = seededRandom(11);
    const detector = new Adwin();
    let reports = 0;
    let silentDrops = 0;
    for (let at = 0; at < 5_000; at += 1) {
      const width = detector.width;
      const change = detector.add(random.binomial(1, at < 2_000 ? 0.05 : 0.25));
      reports += Number(change !== undefined);
      silentDrops += Number(change === undefined && detector.width <= width);
    }
    assert.equal(reports, 1);
    assert.ok(silentDrops > 0);
    assert.ok(detector.width <= 3_100, `width ${detector.width}`);
  });

  it('ADWIN finds a change soon, reports both means, and drops the earlier values', () => {
    const random = seededRandom(4);
    const detector = new Adwin();
    const changes: (AdwinChange & { readonly at: number })[] = [];
    for (let at = 0; at < 4_000; at += 1) {
      const change = detector.add(random.binomial(1, at < 2_000 ? 0.05 : 0.25));
      if (change) changes.push({ ...change, at });
    }
    const [first] = changes as [AdwinChange & { readonly at: number }];
    assert.ok(first.at >= 2_000 && first.at < 2_150, `at ${first.at}`);
    assert.ok(first.before < 0.1 && first.after > first.before + 0.1);
    assert.equal(changes.length, 1);
    assertClose(detector.mean, 0.25, 0.1);
    assert.ok(detector.width > 1_900 && detector.width < 2_050, `width ${detector.width}`);
  });

  it('ADWIN finds nothing in streams that do not change', () => {
    const random = seededRandom(6);
    const streams = [
      () => random.uniform(),
      () => random.binomial(1, 0.1),
      () => 0.5,
      () => 1 / (1 + Math.exp(-random.normal())),
    ];
    let alarms = 0;
    for (const draw of streams) {
      for (let run = 0; run < 10; run += 1) {
        const detector = new Adwin();
        for (let i = 0; i < 2_000; i += 1) alarms += Number(detector.add(draw()) !== undefined);
      }
    }
    assert.ok(alarms <= 2, `${alarms} alarms in 40 streams of 2000 values`);
  });

  it('ADWIN continues from its stored state as if it had never stopped', () => {
    const random = seededRandom(8);
    const options = { range: [-1, 1], checkEvery: 7 } as const;
    let stored = new Adwin(options);
    const running = new Adwin(options);
    for (let i = 0; i < 1_500; i += 1) {
      const value = Math.max(-1, Math.min(1, random.normal() / 4 + (i < 700 ? -0.2 : 0.3)));
      stored = new Adwin(options, JSON.parse(JSON.stringify(stored)));
      assert.deepEqual(stored.add(value), running.add(value));
    }
    assert.deepEqual(stored.toJSON(), running.toJSON());
    assert.ok(running.width < 1_500);
  });

  it('ADWIN needs memory that grows with the logarithm of the window', () => {
    const detector = new Adwin({ checkEvery: 1_000 });
    for (let i = 0; i < 100_000; i += 1) detector.add((i % 10) / 10);
    assert.equal(detector.width, 100_000);
    assert.ok(detector.toJSON().sizes.flat().length <= 5 * 17);
  });

  it('ADWIN is empty at first, and refuses what is out of range', () => {
    const detector = new Adwin();
    assert.deepEqual([detector.width, detector.mean], [0, undefined]);
    for (const value of [-0.1, 1.1, Number.NaN]) assert.throws(() => detector.add(value), RangeError);
    assert.throws(() => new Adwin({ delta: 0 }), RangeError);
    assert.throws(() => new Adwin({ range: [1, 1] }), RangeError);
  });
});
