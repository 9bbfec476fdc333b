import type { ImportTexts } from '../words/import.messages.ts';
import type { RowFault } from './read-lead.ts';

const LONGEST_FOUND = 80;

/** A fault of a row in words: the field, the found and the expected. */
export function faultText(texts: ImportTexts, { rule, field, found }: RowFault): string {
  const shown = found.length > LONGEST_FOUND ? `${found.slice(0, LONGEST_FOUND)}…` : found;
  const expected = texts.rules[rule];
  const words = shown === '' ? expected : `${texts.found(shown)} ${expected}`;
  return field ? `${texts.field[field]}: ${words}` : words;
}

/** All faults of a row in words. */
export function faultsText(texts: ImportTexts, faults: readonly RowFault[]): string {
  return faults.map((fault) => faultText(texts, fault)).join('; ');
}
