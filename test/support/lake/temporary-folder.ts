import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';

/** A folder that is deleted with the suite that asks for it. */
export function temporaryFolder(): { path(name: string): string } {
  const folder = mkdtempSync(join(tmpdir(), 'lead-scoring-lake-'));
  after(() => rmSync(folder, { recursive: true, force: true }));
  return { path: (name) => join(folder, name) };
}
