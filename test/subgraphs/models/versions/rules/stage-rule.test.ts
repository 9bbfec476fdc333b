import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { previousChampion } from '../../../../../subgraphs/models/versions/rules/previous-champion.ts';
import { STAGES, type StageMove, stageAfter } from '../../../../../subgraphs/models/versions/rules/stage-rule.ts';

describe('stages', () => {
  const allowed: Readonly<Record<StageMove, readonly string[]>> = {
    STAGE: ['NONE', 'ARCHIVED'],
    PROMOTE: ['NONE', 'STAGING'],
    ROLL_BACK: ['NONE', 'STAGING', 'ARCHIVED'],
    REPLACE: ['PRODUCTION'],
    ARCHIVE: ['NONE', 'STAGING'],
  };
  for (const [action, from] of Object.entries(allowed))
    test(`${action} starts from ${from.join(', ')} only`, () => {
      for (const stage of STAGES) {
        const act = () => stageAfter(action as StageMove, stage, 'm:1');
        if (from.includes(stage)) assert.ok(STAGES.includes(act()));
        else assert.throws(act, { code: 'STAGE_TRANSITION_REFUSED', message: new RegExp(`m:1: found stage ${stage}`) });
      }
    });
});

describe('the champion before', () => {
  const promote = (version: number) => ({ version, action: 'PROMOTE' as const });
  const rollBack = (version: number) => ({ version, action: 'ROLL_BACK' as const });

  test('No version is the previous champion before the second promotion', () => {
    assert.equal(previousChampion([]), undefined);
    assert.equal(previousChampion([promote(1)]), undefined);
  });

  test('The previous champion is the one that the champion replaced', () => {
    assert.equal(previousChampion([promote(1), promote(3), promote(2)]), 3);
  });

  test('A second rollback goes further back, not forward', () => {
    const changes = [promote(1), promote(2), promote(3), rollBack(2)];
    assert.equal(previousChampion(changes), 1);
    assert.equal(previousChampion([...changes, rollBack(1)]), undefined);
  });

  test('A promotion after a rollback counts from there', () => {
    assert.equal(previousChampion([promote(1), promote(2), rollBack(1), promote(3)]), 1);
    assert.equal(previousChampion([promote(1), promote(2), rollBack(1), promote(2), rollBack(1), promote(2)]), 1);
  });
});
