import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { orderTimeline } from '../../../web/src/lead/timeline/timeline.ts';

const event = (key: string, day: number) => ({ key, at: `2026-11-0${day}T00:00:00Z` });

describe('the timeline of a lead', () => {
  const interactions = [event('call', 8), event('visit', 5)];
  const others = [event('created', 1), event('override', 9), event('merge', 6)];

  it('is newest first', () => {
    const keys = orderTimeline(interactions, others, true).map(({ key }) => key);
    assert.deepEqual(keys, ['override', 'call', 'merge', 'visit', 'created']);
  });

  it('holds back what is older than the interactions that were read, while there are older ones', () => {
    const keys = orderTimeline(interactions, others, false).map(({ key }) => key);
    assert.deepEqual(keys, ['override', 'call', 'merge', 'visit']);
  });

  it('compares moments, however their texts are written', () => {
    const keys = orderTimeline(
      [{ key: 'a', at: '2026-11-05T00:00:00.500Z' }],
      [{ key: 'b', at: '2026-11-05T00:00:01Z' }],
      true,
    );
    assert.deepEqual(
      keys.map(({ key }) => key),
      ['b', 'a'],
    );
  });
});
