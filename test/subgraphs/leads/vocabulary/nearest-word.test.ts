import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nearestWord } from '../../../../subgraphs/leads/vocabulary/nearest-word.ts';

const KNOWN = ['TRADING', 'LOGISTICS', 'TRAINING', 'IT'];

test('the nearest word has the fewest letters that differ, without regard to case', () => {
  assert.equal(nearestWord('TRADNG', KNOWN), 'TRADING');
  assert.equal(nearestWord('logistic', KNOWN), 'LOGISTICS');
  assert.equal(nearestWord('TRAINNG', KNOWN), 'TRAINING');
  assert.equal(nearestWord('it', KNOWN), 'IT');
});

test('no word is near where more than a third of the letters differ, or the word is long', () => {
  assert.equal(nearestWord('MARINE', KNOWN), undefined);
  assert.equal(nearestWord('X'.repeat(61), ['X'.repeat(60)]), undefined);
  assert.equal(nearestWord('TRADNG', []), undefined);
});
