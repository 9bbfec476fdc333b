import type { Formats } from '../../language/format.ts';
import { type ChangePart, partSentence } from '../features/feature-text.ts';

/** The parts of a difference between two scores as bars. What rounding adds is in the bar of the rest. */
export function changeParts(
  parts: readonly (ChangePart & { readonly contribution: number })[],
  format: Formats,
): readonly { readonly key: string; readonly contribution: number; readonly text: string }[] {
  return parts
    .filter(({ kind }) => kind !== 'ROUNDING')
    .map((part) => ({
      key: part.kind + (part.feature?.name ?? ''),
      contribution: part.contribution,
      text: partSentence(part, format),
    }));
}
