import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { firstChoice, firstComparison, toggleCompared } from '../../../../web/src/models/versions/version-choice.ts';

const versions = (...stages: readonly string[]) =>
  stages.map((stage, index) => ({ version: stages.length - index, stage }));

describe('the version that is shown first', () => {
  it('is the newest under test, else the champion, else the newest', () => {
    assert.equal(firstChoice(versions('ARCHIVED', 'STAGING', 'PRODUCTION')), 2);
    assert.equal(firstChoice(versions('ARCHIVED', 'PRODUCTION')), 1);
    assert.equal(firstChoice(versions('ARCHIVED', 'ARCHIVED')), 2);
    assert.equal(firstChoice([]), undefined);
  });
});

describe('the comparison', () => {
  it('begins with the champion and the newest version that is not archived', () => {
    assert.deepEqual(firstComparison(versions('ARCHIVED', 'STAGING', 'PRODUCTION')), [1, 2]);
  });

  it('begins with an archived version when there is no other', () => {
    assert.deepEqual(firstComparison(versions('PRODUCTION', 'ARCHIVED')), [2, 1]);
  });

  it('holds three versions: a fourth replaces the first', () => {
    assert.deepEqual(toggleCompared([1, 2, 3], 4), [2, 3, 4]);
    assert.deepEqual(toggleCompared([1, 2, 3], 2), [1, 3]);
  });
});
