import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DEFAULT_TRIP_WIRES, findTrippedWire } from '../../../../../subgraphs/models/rollout/rules/trip-wires.ts';

const find = (failuresInRow: number, trials: number, events: number) =>
  findTrippedWire({ failuresInRow, overP95Limit: { trials, events } }, DEFAULT_TRIP_WIRES);

describe('trip-wires', () => {
  it('Trip-wires trip at the fifth consecutive failure', () => {
    assert.equal(find(4, 4, 0), undefined);
    assert.deepEqual(find(5, 5, 0), {
      wire: 'CONSECUTIVE_FAILURES',
      reason: 'found 5 failures in a row, limit 5',
    });
  });

  it('Trip-wires trip at the twentieth request when half are too slow, not after one pause at the start', () => {
    assert.equal(find(0, 19, 19), undefined);
    assert.equal(find(0, 20, 10)?.wire, 'P95');
    assert.equal(find(0, 20, 3), undefined);
  });

  it('Trip-wires do not trip while the share over the limit may be 5 %', () => {
    assert.equal(find(0, 0, 0), undefined);
    assert.equal(find(0, 1000, 60), undefined);
    assert.match(find(0, 1000, 150)?.reason ?? '', /found 150 of 1000 requests over 500 ms/);
  });
});
