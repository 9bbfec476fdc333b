import { DomainError } from '../../platform/errors.ts';
import type { MetaDataAction, ProtocolAction } from './delta-action.ts';
import { columnsWithInvariants } from './delta-column.ts';
import { tableProperties } from './table-properties.ts';

/** Protocol of tables that are created here: every reader has it. */
export const PROTOCOL: ProtocolAction = { minReaderVersion: 1, minWriterVersion: 2 };

const FEATURES_READER = 3;
const FEATURES_WRITER = 7;
const WRITER_FEATURES = ['appendOnly', 'invariants'];

/**
 * Refuses a table that needs more of a reader than version 1 has.
 *
 * @throws {DomainError} LAKE_PROTOCOL_UNSUPPORTED
 */
export function requireReadable(table: string, { minReaderVersion, readerFeatures = [] }: ProtocolAction): void {
  if (minReaderVersion <= 1) return;
  if (minReaderVersion === FEATURES_READER && readerFeatures.length === 0) return;
  throw unsupported(
    table,
    `reader version ${minReaderVersion}${list(readerFeatures)}`,
    'reader version 1 without features',
  );
}

/**
 * Refuses a table that needs more of a writer than version 2 has, or constraints on values.
 *
 * @throws {DomainError} LAKE_PROTOCOL_UNSUPPORTED
 */
export function requireWritable(table: string, protocol: ProtocolAction, metaData: MetaDataAction): void {
  const { minWriterVersion, writerFeatures = [] } = protocol;
  const needed = writerFeatures.filter((feature) => !WRITER_FEATURES.includes(feature));
  const isKnown = minWriterVersion <= 2 || (minWriterVersion === FEATURES_WRITER && needed.length === 0);
  if (!isKnown)
    throw unsupported(table, `writer version ${minWriterVersion}${list(needed)}`, 'writer version 2 without features');
  const columns = columnsWithInvariants(metaData.schemaString, table);
  if (columns.length > 0) throw unsupported(table, `invariants of ${columns.join(', ')}`, 'columns without invariants');
  if (metaData.format.provider !== 'parquet') throw unsupported(table, `format ${metaData.format.provider}`, 'parquet');
}

/**
 * Refuses to remove rows of a table that takes appends only.
 *
 * @throws {DomainError} LAKE_APPEND_ONLY
 */
export function requireRemovable(table: string, metaData: MetaDataAction): void {
  if (tableProperties(metaData).isAppendOnly)
    throw new DomainError('LAKE_APPEND_ONLY', `table ${table}: found delta.appendOnly = true`, { table });
}

function unsupported(table: string, found: string, expected: string): DomainError {
  return new DomainError('LAKE_PROTOCOL_UNSUPPORTED', `table ${table}: found ${found}, expected ${expected}`, {
    table,
    found,
    expected,
  });
}

const list = (features: readonly string[]): string => (features.length === 0 ? '' : ` with ${features.join(', ')}`);
