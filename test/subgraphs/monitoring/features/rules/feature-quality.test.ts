import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { featureQuality } from '../../../../../subgraphs/monitoring/features/rules/feature-quality.ts';
import { type Column, summariseWindow } from '../../../../../subgraphs/monitoring/windows/window-summary.ts';

const summaryOf = (column: Column) => {
  const steps = summariseWindow(column);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
};
const qualityOf = (reference: Column, current: Column) => featureQuality(summaryOf(reference), summaryOf(current));
const numbers = fc.array(fc.option(fc.integer({ min: -9, max: 9 })), { maxLength: 40 });
const words = fc.array(fc.option(fc.constantFrom('a', 'b', 'c', 'd', 'e')), { maxLength: 40 });
const share = (part: number, whole: number) => (whole === 0 ? undefined : part / whole);

describe('data quality of a feature', () => {
  it('counts missing and out-of-range numbers as a look at every value does', () => {
    fc.assert(
      fc.property(numbers, numbers, (reference, values) => {
        const found = qualityOf({ kind: 'number', values: reference }, { kind: 'number', values });
        const known = reference.filter((each) => each !== null);
        const present = values.filter((each) => each !== null);
        const outside = present.filter((each) => each < Math.min(...known) || each > Math.max(...known));
        assert.equal(found.missingShare, share(values.length - present.length, values.length) ?? 0);
        assert.equal(found.referenceMissingShare, share(reference.length - known.length, reference.length) ?? 0);
        assert.equal(found.outOfRangeShare, known.length === 0 ? undefined : share(outside.length, present.length));
        assert.equal(found.unseenShare, undefined);
      }),
    );
  });

  it('counts categories that the reference does not have as a look at every value does', () => {
    fc.assert(
      fc.property(words, words, (reference, values) => {
        const found = qualityOf({ kind: 'category', values: reference }, { kind: 'category', values });
        const known = reference.filter((each) => each !== null);
        const present = values.filter((each) => each !== null);
        const unseen = present.filter((each) => !known.includes(each));
        assert.equal(found.unseenShare, known.length === 0 ? undefined : share(unseen.length, present.length));
        for (const category of found.unseen ?? []) assert.ok(unseen.some((each) => each === category));
        assert.equal(found.outOfRangeShare, undefined);
      }),
    );
  });
});
