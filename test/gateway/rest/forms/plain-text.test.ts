import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { parseForm } from '../../../../gateway/rest/forms/form-body.ts';
import { plainSymbols, plainText } from '../../../../gateway/rest/forms/plain-text.ts';

describe('texts of web forms', () => {
  test('digits of every script become 0–9, in order', () => {
    for (const digits of ['0123456789', '٠١٢٣٤٥٦٧٨٩', '۰۱۲۳۴۵۶۷۸۹', '०१२३४५६७८९', '０１２３４５６７８９', '𝟶𝟷𝟸𝟹𝟺𝟻𝟼𝟽𝟾𝟿'])
      assert.equal(plainSymbols(digits), '0123456789', digits);
  });

  test('marks go, the joiners of names stay', () => {
    assert.equal(plainText('\u200f\u202bعلی\u200cرضا\u202c\ufeff '), 'علی\u200cرضا');
    assert.equal(plainSymbols('\u2066+971\u200b 50\u2069'), '+971 50');
  });

  test('plain texts are fixed points', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const plain of [plainText, plainSymbols]) assert.equal(plain(plain(text)), plain(text));
      }),
    );
  });

  test('bodies that URLSearchParams wrote are read as they were', () => {
    const names = fc.string({ minLength: 1, unit: 'grapheme' });
    fc.assert(
      fc.property(fc.dictionary(names, fc.string({ unit: 'grapheme' }), { maxKeys: 20 }), (fields) => {
        for (const name of ['__proto__', 'constructor', 'prototype']) delete fields[name];
        const body = Buffer.from(new URLSearchParams(fields).toString());
        assert.deepEqual({ ...parseForm(body) }, { ...fields });
      }),
    );
  });
});
