import type { LeadFilter } from '../../graph/generated/graphql.ts';

/** Formats of an exported file. */
export const EXPORT_FORMATS = ['csv', 'jsonl', 'parquet'] as const;

/** A format of an exported file. */
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/**
 * The address of a view's export: its filter as query parameters.
 *
 * @returns undefined when a value holds a comma, which separates the values of a parameter: the file would hold others
 */
export function exportAddress(filter: LeadFilter, format: ExportFormat): string | undefined {
  const parameters = new URLSearchParams({ format });
  for (const [field, value] of Object.entries(filter)) {
    const values = [value].flat().map(String);
    if (Array.isArray(value) && values.some((text) => text.includes(','))) return undefined;
    parameters.set(snakeCase(field), values.join());
  }
  return `/exports/leads?${parameters}`;
}

function snakeCase(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
