import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { reconcile, type TwoSides } from '../../../../../subgraphs/models/mlflow/rules/reconcile.ts';

const NOTHING = undefined;

for (const [title, here, there, lastHere, lastThere, verdict] of [
  ['equal sides are in step', '1', '1', '2', '3', 'IN_STEP'],
  ['two times nothing is in step', NOTHING, NOTHING, '2', '3', 'IN_STEP'],
  ['what was never said here is left as it is there', NOTHING, '1', NOTHING, NOTHING, 'LEFT'],
  ['what changed here only is written', '2', '1', '1', '1', 'WRITE'],
  ['what is said here for the first time is written', '1', NOTHING, NOTHING, NOTHING, 'WRITE'],
  ['what was taken away here is taken away there', NOTHING, '1', '1', '1', 'WRITE'],
  ['what changed there only was moved there', '1', '2', '1', '1', 'MOVED_THERE'],
  ['what was taken away there was moved there', '1', NOTHING, '1', '1', 'MOVED_THERE'],
  ['what changed on both sides was moved there, too', '2', '3', '1', '1', 'MOVED_THERE'],
  ['what differs since the first look is left', '1', '2', '1', '2', 'LEFT'],
] as const)
  test(title, () => assert.equal(reconcile({ here, there, lastHere, lastThere }), verdict));

test('A value that was written and stored is in step', () => {
  const value = fc.option(fc.constantFrom('1', '2', '3'), { nil: undefined });
  fc.assert(
    fc.property(fc.record({ here: value, there: value, lastHere: value, lastThere: value }), (sides: TwoSides) => {
      const { here } = sides;
      const after = { here, there: here, lastHere: here, lastThere: here };
      assert.equal(reconcile(after), 'IN_STEP');
      const moved = here === '9' ? '8' : '9';
      const verdict = reconcile({ ...after, there: moved });
      assert.equal(verdict, here === undefined ? 'LEFT' : 'MOVED_THERE');
    }),
  );
});
