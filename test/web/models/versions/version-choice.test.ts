import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { firstChoice, firstComparison, toggleCompared } from '../../../../web/src/models/versions/version-choice.ts';

const versions = (...stages: readonly string[]) =>
  stages.map((stage, index) => ({ version: stages.length - index, stage }));

describe('the version that is shown first', () => {
  it('is the newest under test, else the champion, else the newest', () => {
    assert.equal(firstChoice(versions('ARCHIVED', 'STAGING', 'PRODUCTION'), 1), 2);
    assert.equal(firstChoice(versions('ARCHIVED', 'PRODUCTION'), 1), 1);
    assert.equal(firstChoice(versions('ARCHIVED', 'ARCHIVED'), undefined), 2);
    assert.equal(firstChoice([], undefined), undefined);
  });

  it('is the champion also when it is older than the versions that are listed', () => {
    const listed = versions('ARCHIVED', 'ARCHIVED', 'PRODUCTION').slice(0, 2);
    assert.equal(firstChoice(listed, 1), 1);
    assert.deepEqual(firstComparison(listed, 1), [1, 3]);
  });
});

describe('the comparison', () => {
  it('begins with the champion and the newest version that is not archived', () => {
    assert.deepEqual(firstComparison(versions('ARCHIVED', 'STAGING', 'PRODUCTION'), 1), [1, 2]);
  });

  it('begins with an archived version when there is no other', () => {
    assert.deepEqual(firstComparison(versions('PRODUCTION', 'ARCHIVED'), 2), [2, 1]);
  });

  it('holds three versions: a fourth replaces the first', () => {
    assert.deepEqual(toggleCompared([1, 2, 3], 4), [2, 3, 4]);
    assert.deepEqual(toggleCompared([1, 2, 3], 2), [1, 3]);
  });
});
