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

  it('names a statement that comes back after any number that do not', () => {
    const names = new StatementNames();
    for (let n = 0; n < 10_000; n++) names.nameOf(`SELECT ${n}`);
    const late = Array.from({ length: 4 }, () => names.nameOf('SELECT late'));
    assert.deepEqual(late, [undefined, undefined, undefined, 's0']);
  });

  it('counts the uses of a statement among a thousand others, and not of a rarer one', () => {
    const nameAfter = (others: number) => {
      const names = new StatementNames();
      for (let use = 0; use < 3; use++) {
        names.nameOf('SELECT $1');
        for (let n = 0; n < others; n++) names.nameOf(`SELECT ${use}, ${n}`);
      }
      return names.nameOf('SELECT $1');
    };
    assert.equal(nameAfter(1_023), 's0');
    assert.equal(nameAfter(1_024), undefined);
  });

  it('gives a bounded number of names', () => {
    const names = new StatementNames();
    const nameOf = (sql: string) => Array.from({ length: 5 }, () => names.nameOf(sql)).at(-1);
    for (let n = 0; n < 256; n++) assert.equal(nameOf(`SELECT ${n}`), `s${n}`);
    assert.equal(nameOf('SELECT late'), undefined);
    assert.equal(nameOf('SELECT 0'), 's0');
  });
});
