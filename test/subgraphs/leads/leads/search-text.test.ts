import assert from 'node:assert/strict';
import { test } from 'node:test';
import { normaliseSearch } from '../../../../subgraphs/leads/leads/search-text.ts';

test('a telephone number in a search is its digits without leading zeros', () => {
  const numbers = ['+971 50 123-4567', '00971501234567', '971.50.123.4567'];
  for (const number of numbers) assert.equal(normaliseSearch(number).trim(), '971501234567', number);
  for (const number of ['050 1234567', '(0)50 123 4567'])
    assert.match(normaliseSearch(number), /\b501234567\b/, number);
});

test('words and short numbers of a search stay as they are', () => {
  for (const text of ['falcon trading', '3M', 'unit 12', '+971 50']) assert.equal(normaliseSearch(text), text);
});
