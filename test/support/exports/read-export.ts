import type { ExportResumption, ExportSource } from '../../../platform/exports/export-source.ts';
import type { Scope } from '../../../platform/identity/identity.ts';

/** A row of an export as JSON Lines. */
export type ExportedRow = Readonly<Record<string, string | number | boolean | null>>;

/** What a test asks of an export. */
export interface ReadExportOptions extends ExportResumption {
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly scopes?: readonly Scope[];
  /** called once the first rows were read */
  readonly meanwhile?: () => Promise<void>;
}

/** Reads an export as JSON Lines to its end. */
export async function readExport(
  source: ExportSource,
  name: string,
  { parameters = {}, scopes = ['leads:read', 'models:read'], meanwhile, ...resumption }: ReadExportOptions = {},
): Promise<{ readonly snapshot: string; readonly rows: readonly ExportedRow[] }> {
  const context = { identity: { subject: 'test', scopes }, requestId: 'test' };
  const opened = await source.open({ name, format: 'jsonl', parameters, ...resumption }, context);
  let text = '';
  let isFirst = true;
  for await (const chunk of opened.chunks) {
    text += Buffer.from(chunk).toString();
    if (isFirst) await meanwhile?.();
    isFirst = false;
  }
  await opened.close();
  const lines = text.split('\n').filter((line) => line !== '');
  return { snapshot: opened.snapshot, rows: lines.map((line) => JSON.parse(line) as ExportedRow) };
}
