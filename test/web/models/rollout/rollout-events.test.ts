import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { mergeEvents, withoutAnalyses } from '../../../../web/src/models/rollout/rollout-events.ts';

const event = (second: number, type = 'ANALYSED', step = 0, status = 'RUNNING') => ({
  type,
  at: new Date(second * 1_000).toISOString(),
  step,
  status,
});

describe('events of a rollout', () => {
  it('are merged newest first, each once', () => {
    const merged = mergeEvents([event(3), event(1, 'CREATE')], [event(3), event(4)]);
    assert.deepEqual(
      merged.map(({ at }) => Date.parse(at) / 1_000),
      [4, 3, 1],
    );
  });

  it('are kept within a window: the oldest go first', () => {
    const merged = mergeEvents(
      [1, 2, 3, 4].map((second) => event(second)),
      [event(5)],
      3,
    );
    assert.deepEqual(
      merged.map(({ at }) => Date.parse(at) / 1_000),
      [5, 4, 3],
    );
  });

  it('are listed without the analyses that changed nothing', () => {
    const events = [event(5), event(4, 'ANALYSED', 1), event(3), event(2), event(1, 'START')];
    const listed = withoutAnalyses(mergeEvents(events, []));
    assert.deepEqual(
      listed.map(({ at }) => Date.parse(at) / 1_000),
      [5, 4, 1],
    );
  });
});
