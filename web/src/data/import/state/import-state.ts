import { createStore } from '../../../store/store.ts';
import type { CheckReport } from '../rows/check-file.ts';
import type { ImportSource } from '../rows/import-source.ts';
import type { ReadSettings } from '../rows/read-lead.ts';
import type { RunReport } from '../send/run-import.ts';

/** Settings of an import. */
export interface ImportSettings extends ReadSettings {
  /** whether leads that exist are brought up to date; else they are left alone */
  readonly updatesExisting: boolean;
}

/** The import of this page: it goes on while other pages are shown. */
export interface ImportState {
  readonly isOpening: boolean;
  /** why the file could not be read, in the browser's words */
  readonly fault: string | undefined;
  readonly source: ImportSource | undefined;
  readonly settings: ImportSettings | undefined;
  readonly check: CheckReport | undefined;
  readonly run: RunReport | undefined;
}

/** The state without a file. */
export const NO_IMPORT: ImportState = {
  isOpening: false,
  fault: undefined,
  source: undefined,
  settings: undefined,
  check: undefined,
  run: undefined,
};

/** The current import. */
export const importState = createStore(NO_IMPORT);

/** Replaces a part of the state. */
export function patchImport(part: Partial<ImportState>): void {
  importState.set({ ...importState.get(), ...part });
}

/** Whether an import has begun and not ended. */
export function isUnderWay({ run }: ImportState): boolean {
  return run !== undefined && run.phase !== 'DONE' && run.phase !== 'CANCELLED';
}
