import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isInRollbackWindow } from '../../../../../subgraphs/models/rollout/rules/rollback-window.ts';

test('The last three champions before the current one can return without steps', () => {
  const championships = [1, 2, 3, 4, 5];
  assert.deepEqual(
    [1, 2, 3, 4, 5, 6].filter((version) => isInRollbackWindow(championships, version)),
    [2, 3, 4],
  );
});

test('A version that was champion several times counts once, by its latest time', () => {
  const championships = [1, 2, 3, 4, 1, 5];
  assert.deepEqual(
    [1, 2, 3, 4, 5].filter((version) => isInRollbackWindow(championships, version)),
    [1, 3, 4],
  );
});

test('No version can return without former champions', () => {
  assert.equal(isInRollbackWindow([], 1), false);
  assert.equal(isInRollbackWindow([1], 1), false);
});
