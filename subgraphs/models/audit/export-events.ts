import { type AuditFormat, auditHeader, auditLine } from '../../../scoring/audit-text.ts';
import type { Db } from '../versions/store/version-store.ts';
import { auditRecord } from './audit-record.ts';
import { type AuditFilter, readEvents } from './audit-store.ts';

const PAGE = 1_000;

/**
 * Exports the audit log as text, oldest event first, in chunks of up to 1,000 events, so that memory stays constant.
 *
 * The log is append-only: each event that was committed before the export began is exported once; later ones may be.
 * CSV begins with its header line.
 */
export async function* exportAuditEvents(db: Db, filter: AuditFilter, format: AuditFormat): AsyncGenerator<string> {
  const header = auditHeader(format);
  if (header !== '') yield header;
  let last = 0;
  for (;;) {
    const rows = await readEvents(db, filter, PAGE, last);
    if (rows.length > 0) yield rows.map((row) => auditLine(format, auditRecord(row))).join('');
    if (rows.length < PAGE) return;
    last = rows.at(-1)?.id ?? last;
  }
}
