/** Decimal separator: `1,234.5` or `1.234,5`. */
export type DecimalMark = '.' | ',';

/**
 * Reads a number with a decimal separator; the other separator and spaces group thousands.
 *
 * @returns undefined when the text is no number
 */
export function parseNumber(text: string, mark: DecimalMark): number | undefined {
  const grouping = mark === '.' ? /(?<=\d)[, \u00a0](?=\d{3}(?!\d))/g : /(?<=\d)[. \u00a0](?=\d{3}(?!\d))/g;
  const plain = text.trim().replace(grouping, '').replace(mark, '.');
  return /^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(plain) ? Number(plain) : undefined;
}
