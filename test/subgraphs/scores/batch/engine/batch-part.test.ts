import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { planParts } from '../../../../../subgraphs/scores/batch/engine/batch-part.ts';

const files = fc.uniqueArray(fc.record({ path: fc.stringMatching(/^[a-zé]{1,4}$/), rows: fc.nat(40) }), {
  selector: ({ path }) => path,
  maxLength: 6,
});

describe('parts of a batch', () => {
  it('parts hold every row of every file once, at most so many each, numbered from 0', () => {
    fc.assert(
      fc.property(files, fc.integer({ min: 1, max: 12 }), (planned, most) => {
        const parts = planParts(planned, most);
        const rows = parts.flatMap(({ path, from, until }) =>
          Array.from({ length: until - from }, (_, at) => `${path} ${from + at}`),
        );
        const all = planned.flatMap(({ path, rows: count }) =>
          Array.from({ length: count }, (_, at) => `${path} ${at}`),
        );
        assert.deepEqual(rows.sort(), all.sort());
        assert.ok(parts.every(({ from, until }) => until > from && until - from <= most));
        assert.deepEqual(
          parts.map(({ number }) => number),
          parts.map((_, at) => at),
        );
      }),
    );
  });

  it('parts do not depend on the order in which the files are listed', () => {
    fc.assert(
      fc.property(files, (planned) => assert.deepEqual(planParts([...planned].reverse(), 7), planParts(planned, 7))),
    );
  });
});
