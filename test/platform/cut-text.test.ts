import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { cutText, type TextUnit } from '../../platform/cut-text.ts';

const FAMILY = '👨‍👩‍👧‍👦';
const FLAG = '🇦🇪';
const MARKED = 'e\u0301';
const SIZES: Readonly<Record<TextUnit, (text: string) => number>> = {
  CODE_UNITS: (text) => text.length,
  CODE_POINTS: (text) => [...text].length,
  BYTES: (text) => Buffer.byteLength(text),
};
const graphemes = (text: string) => [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment);

describe('a cut text', () => {
  it('is the text itself when it fits', () => {
    assert.equal(cutText('مرحبا', 5), 'مرحبا');
    assert.equal(cutText('مرحبا', 10, 'BYTES'), 'مرحبا');
    assert.equal(cutText(FAMILY, 7, 'CODE_POINTS'), FAMILY);
    assert.equal(cutText('', 0), '');
  });

  it('ends between characters: no pair, mark, joined emoji or flag is cut in two', () => {
    assert.equal(cutText('ab😀cd', 4), 'ab…');
    assert.equal(cutText('ab😀cd', 5), 'ab😀…');
    assert.equal(cutText(`${MARKED}${MARKED}${MARKED}`, 4), `${MARKED}…`);
    assert.equal(cutText(`a${FAMILY}b`, 12), 'a…');
    assert.equal(cutText(`${FLAG}${FLAG}`, 6), `${FLAG}…`);
    assert.equal(cutText('naïve plan', 6), 'naïve…');
  });

  it('counts in the unit of its receiver, the ellipsis included', () => {
    assert.equal(cutText('مرحبا', 9, 'BYTES'), 'مرح…');
    assert.equal(cutText('😀😀😀😀', 3, 'CODE_POINTS'), '😀😀…');
    assert.equal(cutText('abcd', 2, 'BYTES'), '');
    assert.equal(cutText(FAMILY, 3), '…');
  });

  it('is a beginning of whole characters, as long as possible, within the limit', () => {
    const piece = fc.constantFrom('a', 'ß', '😀', FAMILY, FLAG, MARKED, '한', '\r\n', 'क्षि', 'م', '\ud83d');
    const text = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));
    const unit = fc.constantFrom<TextUnit>('CODE_UNITS', 'CODE_POINTS', 'BYTES');
    fc.assert(
      fc.property(text, fc.nat({ max: 60 }), unit, (whole, most, counted) => {
        const size = SIZES[counted];
        const cut = cutText(whole, most, counted);
        if (size(whole) <= most) return assert.equal(cut, whole);
        assert.ok(size(cut) <= most);
        if (cut === '') return assert.ok(most < size('…'));
        assert.ok(cut.endsWith('…'));
        const parts = graphemes(whole);
        const kept = parts.findIndex((_, i) => parts.slice(0, i).join('') === cut.slice(0, -1));
        assert.ok(kept >= 0, JSON.stringify(cut));
        assert.ok(size(parts.slice(0, kept + 1).join('')) + size('…') > most);
      }),
      { seed: 1, numRuns: 2_000 },
    );
  });

  it('looks at the beginning only of a long text', () => {
    assert.equal(cutText('😀'.repeat(5_000_000), 5), '😀😀…');
  });
});
