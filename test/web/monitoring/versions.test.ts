import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromLocalField, toLocalField } from '../../../web/src/monitoring/common/local-time.ts';
import { chooseVersion } from '../../../web/src/monitoring/common/versions.ts';

const MODELS = [
  { name: 'empty', champion: null, versions: [] },
  { name: 'young', champion: null, versions: [{ version: 1 }] },
  { name: 'lead', champion: { version: 2 }, versions: [{ version: 3 }, { version: 2 }, { version: 1 }] },
];

test('Without a choice the champion of the first model that has one is shown', () => {
  assert.deepEqual(chooseVersion(MODELS, null, null), { model: 'lead', version: 2, champion: 2 });
});

test('A chosen model and version are shown; a version that does not exist is not', () => {
  assert.deepEqual(chooseVersion(MODELS, 'lead', '3'), { model: 'lead', version: 3, champion: 2 });
  assert.deepEqual(chooseVersion(MODELS, 'lead', '9'), { model: 'lead', version: 2, champion: 2 });
  assert.deepEqual(chooseVersion(MODELS, 'young', null), { model: 'young', version: 1, champion: undefined });
});

test('Without any version there is nothing to show', () => {
  assert.equal(chooseVersion([], null, null), undefined);
  assert.equal(chooseVersion(MODELS.slice(0, 1), 'empty', null), undefined);
});

test('A time goes to a field and back, to the minute', () => {
  const time = Date.parse('2026-03-01T10:05:00Z');
  assert.equal(fromLocalField(toLocalField(time)), '2026-03-01T10:05:00.000Z');
  assert.equal(fromLocalField(''), undefined);
  assert.equal(fromLocalField('soon'), undefined);
});
