import { createPreference } from '../../../store/preference.ts';
import { guessMapping, LEAD_FIELDS, type LeadField, type Mapping } from '../rows/lead-field.ts';

const MOST_FILES = 12;

/** Columns of fields by their names, for files with the same header. */
interface Remembered {
  readonly header: string;
  readonly columns: Readonly<Partial<Record<LeadField, string>>>;
}

// names of columns only, nothing of their values
const remembered = createPreference<string>(
  'import-mappings',
  (text) => (read(text).length > 0 ? text : undefined),
  '[]',
);

/** The mapping that was used for the last file with this header; else one that is guessed by the names. */
export function recallMapping(header: readonly string[]): Mapping {
  const known = read(remembered.get()).find((each) => each.header === signature(header));
  if (!known) return guessMapping(header);
  const entries = LEAD_FIELDS.map((field) => [field, header.indexOf(known.columns[field] ?? '\0')] as const);
  return Object.fromEntries(entries.filter(([, column]) => column >= 0));
}

/** Keeps the mapping for later files with this header. */
export function rememberMapping(header: readonly string[], mapping: Mapping): void {
  const columns = Object.fromEntries(
    LEAD_FIELDS.flatMap((field) => {
      const column = mapping[field];
      return column === undefined ? [] : [[field, header[column] ?? '']];
    }),
  );
  const others = read(remembered.get()).filter((each) => each.header !== signature(header));
  remembered.set(JSON.stringify([{ header: signature(header), columns }, ...others].slice(0, MOST_FILES)));
}

function signature(header: readonly string[]): string {
  return header.join('\u001f');
}

function read(text: string): readonly Remembered[] {
  try {
    const entries: unknown = JSON.parse(text || '[]');
    return Array.isArray(entries)
      ? entries.filter(
          (entry): entry is Remembered => typeof entry?.header === 'string' && typeof entry.columns === 'object',
        )
      : [];
  } catch {
    // an entry of another version of the page
    return [];
  }
}
