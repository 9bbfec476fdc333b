import { cutText } from '../../../platform/cut-text.ts';
import { DomainError } from '../../../platform/errors.ts';
import type { CsvRecord } from './csv-records.ts';

/**
 * Reads the names of the columns: trimmed, in Unicode's composed form (NFC).
 *
 * @param record  the first of the file; absent in an empty one
 * @param needed  columns that the file must have, in composed form
 * @param further columns that it may have, for the message
 * @throws {DomainError} IMPORT_FILE_UNREADABLE when its bytes are invalid in its encoding; IMPORT_MAPPING_INVALID when a column is
 *   absent, or one that is read occurs twice
 */
export function readHeader(
  record: CsvRecord | undefined,
  needed: readonly string[],
  further: readonly string[] = [],
): readonly string[] {
  if (record?.fault) throw new DomainError('IMPORT_FILE_UNREADABLE', `header: ${record.fault}`);
  const header = (record?.cells ?? []).map((name) => name.trim().normalize('NFC'));
  const absent = [...new Set(needed)].filter((column) => !header.includes(column));
  const twice = [...new Set([...needed, ...further])].filter(
    (column) => header.indexOf(column) !== header.lastIndexOf(column),
  );
  if (absent.length > 0) {
    const found = header.length === 0 ? 'no header' : cutText(header.join(', '), 500);
    const may = further.length === 0 ? '' : `; ${further.join(' and ')} may follow`;
    const message = `file: found ${found}; expected also ${absent.join(', ')}${may}`;
    throw new DomainError('IMPORT_MAPPING_INVALID', message, { absent, twice });
  }
  if (twice.length > 0)
    throw new DomainError(
      'IMPORT_MAPPING_INVALID',
      `file: found ${twice.join(', ')} twice in the header, expected once`,
      {
        twice,
      },
    );
  return header;
}
