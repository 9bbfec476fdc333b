import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PLANNED_EACH_TIME, StatementNames } from '../../../platform/database/statement-names.ts';

describe('StatementNames', () => {
  it('names a statement from its fourth use on, always alike', () => {
    const names = new StatementNames();
    const given = Array.from({ length: 5 }, () => names.nameOf('SELECT $1'));
    assert.deepEqual(given, [undefined, undefined, undefined, 's0', 's0']);
  });

  it('gives different statements different names', () => {
    const names = new StatementNames();
    const name = (sql: string) => Array.from({ length: 4 }, () => names.nameOf(sql)).at(-1);
    assert.notEqual(name('SELECT $1'), name('SELECT $2'));
  });

  it('never names a statement that is planned for the values of each use', () => {
    const names = new StatementNames();
    const given = Array.from({ length: 5 }, () => names.nameOf(`${PLANNED_EACH_TIME} SELECT $1`));
    assert.deepEqual(given, Array(5).fill(undefined));
  });

  it('holds a bounded number of statements', () => {
    const names = new StatementNames();
    for (let n = 0; n < 256; n++) names.nameOf(`SELECT ${n}`);
    const late = Array.from({ length: 5 }, () => names.nameOf('SELECT late'));
    assert.deepEqual(late, Array(5).fill(undefined));
  });
});
