import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fromLocalField, toLocalField } from '../../../web/src/lead/forms/local-time.ts';

describe('a field of date and time', () => {
  it('is in the zone of the reader, to the minute', () => {
    const time = new Date(2026, 10, 5, 9, 7, 33).getTime();
    assert.equal(toLocalField(time), '2026-11-05T09:07');
    assert.equal(fromLocalField('2026-11-05T09:07'), new Date(2026, 10, 5, 9, 7).toISOString());
  });

  it('has no moment while it is empty, half typed or of a month that is none', () => {
    for (const text of ['', '2026-11-05', '2026-11', '2026-13-05T09:07', 'tomorrow'])
      assert.equal(fromLocalField(text), undefined, text);
  });
});
