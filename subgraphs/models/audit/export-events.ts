import type { Db } from '../store.ts';
import { type AuditFilter, readEvents } from './audit-store.ts';
import { AUDIT_COLUMNS, csvLine, toCsvLine, toJsonLine } from './audit-text.ts';

/** Formats of an export, by the ending of a file that holds it. */
export const AUDIT_FORMATS = ['csv', 'jsonl'] as const;

/** A format of {@link AUDIT_FORMATS}. */
export type AuditFormat = (typeof AUDIT_FORMATS)[number];

const PAGE = 1_000;

/**
 * Writes the audit log as text, oldest event first, in pieces of up to 1,000 events: memory stays flat however long it is.
 *
 * The log only grows, so every event that was committed when the export began is in it, once; one that is committed
 * meanwhile may be. CSV begins with its header line.
 */
export async function* exportAuditEvents(db: Db, filter: AuditFilter, format: AuditFormat): AsyncGenerator<string> {
  if (format === 'csv') yield csvLine(AUDIT_COLUMNS);
  const toLine = format === 'csv' ? toCsvLine : toJsonLine;
  let last = 0;
  for (;;) {
    const rows = await readEvents(db, filter, PAGE, last);
    if (rows.length > 0) yield rows.map(toLine).join('');
    if (rows.length < PAGE) return;
    last = rows.at(-1)?.id ?? last;
  }
}
