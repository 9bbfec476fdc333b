import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FieldSets } from '../../../platform/graphql/field-sets.ts';

const ALL = Array.from({ length: 10 }, (_, index) => `f${index}`);
const known = (name: string) => (name === 'pair' ? ['f9', 'f2'] : ALL.includes(name) ? [name] : undefined);

describe('sets of fields', () => {
  it('fields are read in one order, those that are always read among them', () => {
    assert.deepEqual(new FieldSets(ALL, known, ['f1']).of(new Set(['f3', 'pair'])), ['f1', 'f2', 'f3', 'f9']);
    assert.deepEqual(new FieldSets(ALL, known).of(new Set()), []);
  });

  it('every field is read for one that nothing is known about', () => {
    assert.deepEqual(new FieldSets(ALL, known).of(new Set(['f3', 'other'])), ALL);
  });

  it('equal sets are one object', () => {
    const sets = new FieldSets(ALL, known);
    assert.equal(sets.of(new Set(['f2', 'f9'])), sets.of(new Set(['pair'])));
    assert.equal(sets.of(new Set(ALL)), sets.all);
  });

  it('every field is read beyond 64 different sets, and the first ones stay', () => {
    const sets = new FieldSets(ALL, known);
    const subset = (bits: number) => new Set(ALL.filter((_, index) => bits & (1 << index)));
    for (let bits = 1; bits <= 64; bits++) assert.equal(sets.of(subset(bits)).length, subset(bits).size);
    assert.equal(sets.of(subset(65)), sets.all);
    assert.deepEqual(sets.of(subset(1)), ['f0']);
  });
});
