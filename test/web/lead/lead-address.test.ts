import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { leadHref, leadIdOf } from '../../../web/src/lead/facts/lead-address.ts';

describe('the address of a lead', () => {
  it('holds every id, with slashes, spaces, percent signs and any script', () => {
    for (const id of ['lead-1', 'crm/a b', 'عميل ١', '100%', '%2F', '?#&=', '../x']) {
      const { pathname } = new URL(leadHref(id), 'http://localhost');
      assert.equal(leadIdOf(pathname), id);
    }
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (id) => {
        // a lone dot segment is no path of its own; the others come back as they were
        fc.pre(id !== '.' && id !== '..');
        assert.equal(leadIdOf(new URL(leadHref(id), 'http://localhost').pathname), id);
      }),
    );
  });

  it('is none without an id, and of another page', () => {
    assert.equal(leadIdOf('/lead/'), undefined);
    assert.equal(leadIdOf('/leads'), undefined);
  });

  it('takes a lone percent sign as typed', () => {
    assert.equal(leadIdOf('/lead/100%'), '100%');
  });
});
