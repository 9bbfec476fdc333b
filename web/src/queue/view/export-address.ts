import type { LeadFilter } from '../../graph/generated/graphql.ts';

/** Formats of an exported file. */
export const EXPORT_FORMATS = ['csv', 'jsonl', 'parquet'] as const;

/** A format of an exported file. */
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** The address of a view's export: its filter as query parameters. */
export function exportAddress(filter: LeadFilter, format: ExportFormat): string {
  const parameters = new URLSearchParams({ format });
  for (const [field, value] of Object.entries(filter))
    for (const text of Array.isArray(value) ? listTexts(value) : [String(value)])
      parameters.append(snakeCase(field), text);
  return `/exports/leads?${parameters}`;
}

/** A parameter is split at commas, unless it is repeated: then each value is whole. */
function listTexts(values: readonly string[]): readonly string[] {
  if (!values.some((value) => value.includes(','))) return [values.join()];
  return values.length === 1 ? [...values, ...values] : values;
}

function snakeCase(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
