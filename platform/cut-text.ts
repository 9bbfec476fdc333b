/** Unit of a receiver's length limit: UTF-16 code units, as `length` counts, code points, or bytes of UTF-8. */
export type TextUnit = 'CODE_UNITS' | 'CODE_POINTS' | 'BYTES';

const SIZES: Readonly<Record<TextUnit, (text: string) => number>> = {
  CODE_UNITS: (text) => text.length,
  CODE_POINTS: (text) => [...text].length,
  BYTES: (text) => Buffer.byteLength(text),
};

const ELLIPSIS = '…';

const SEGMENTER = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/**
 * A text that has at most so many units: itself, or its beginning with an ellipsis. It is cut between characters as people
 * see them (grapheme clusters), never within a surrogate pair, an emoji of several parts, or a letter and its marks.
 *
 * `cutText('naïve plan', 6)` is `naïve…`.
 *
 * @param most ≥ 0; the ellipsis counts, and is left out where it alone would be too long
 * @see Unicode Standard Annex 29, 3
 */
export function cutText(text: string, most: number, unit: TextUnit = 'CODE_UNITS'): string {
  const size = SIZES[unit];
  // no unit counts more than two code units as one: what is behind this place cannot fit
  const start = text.slice(0, 2 * most + 2);
  if (size(start) <= most) return text;
  const room = most - size(ELLIPSIS);
  if (room < 0) return '';
  let kept = 0;
  let end = 0;
  for (const { segment, index } of SEGMENTER.segment(start)) {
    kept += size(segment);
    if (kept > room) break;
    end = index + segment.length;
  }
  return `${text.slice(0, end)}${ELLIPSIS}`;
}
