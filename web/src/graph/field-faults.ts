import type { GraphFault } from './graph-error.ts';

/** Faults of a refused input: those of fields by the field's own name, and the others. */
export interface FieldFaults {
  readonly fields: ReadonlyMap<string, string>;
  readonly others: readonly string[];
}

/**
 * Sorts the faults of a refusal to the fields that they are about, each with its code.
 *
 * The gateway names fields in `fields` with their `faults`, in `field`, or in `where`, such as `input.email`.
 *
 * @param shown names of the fields that are on the screen: a fault of another field must not be lost
 */
export function fieldFaults(faults: readonly GraphFault[], shown: readonly string[]): FieldFaults {
  const fields = new Map<string, string>();
  const others: string[] = [];
  for (const { code, message, extensions = {} } of faults) {
    for (const [where, text] of placesOf(message, extensions)) {
      const name =
        where
          .replaceAll(/\[\d+\]/g, '')
          .split('.')
          .at(-1) ?? '';
      const stripped = text.startsWith(`${where}: `) ? text.slice(where.length + 2) : text;
      if (shown.includes(name) && !fields.has(name)) fields.set(name, `${code}: ${stripped}`);
      else others.push(`${code}: ${text}`);
    }
  }
  return { fields, others };
}

function placesOf(message: string, extensions: Readonly<Record<string, unknown>>): readonly [string, string][] {
  const { fields, faults, field, where } = extensions;
  if (isTexts(fields) && isTexts(faults) && fields.length === faults.length)
    return fields.map((name, index) => [name, faults[index] ?? message]);
  const place = [field, where].find((name) => typeof name === 'string');
  return [[(place as string | undefined) ?? '', message]];
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === 'string');
}
