import { language } from '../../../language/language.ts';
import { session } from '../../../session/session.ts';
import { claimsOf } from '../../../session/token-claims.ts';
import type { Dialect } from '../csv/dialect.ts';
import { checkFile } from '../rows/check-file.ts';
import { type ImportSource, openSource } from '../rows/import-source.ts';
import { guessTimeFormat } from '../rows/parse-time.ts';
import { faultsText } from '../rows/row-fault-text.ts';
import { IMPORT_MESSAGES } from '../words/import.messages.ts';
import { type ImportSettings, importState, NO_IMPORT, patchImport } from './import-state.ts';
import { recallMapping, rememberMapping } from './mapping-memory.ts';

let checking = new AbortController();
/** reader who chose the file */
let owner: string | undefined;

// the next reader must not see the file of this one; a fresh token of the same one changes nothing
session.follow(() => {
  const { token } = session.get();
  if (token === undefined || claimsOf(token).sub !== owner) forgetFile();
});

/** Opens a file, guesses what its columns are, and checks its rows. */
export async function chooseFile(file: File, dialect?: Dialect): Promise<void> {
  forgetFile();
  owner = claimsOf(session.get().token ?? '').sub;
  importState.set({ ...NO_IMPORT, isOpening: true });
  try {
    const source = await openSource(file, dialect);
    importState.set({ ...NO_IMPORT, source });
    changeSettings(firstSettings(source));
  } catch (error) {
    importState.set({ ...NO_IMPORT, fault: (error as Error).message });
  }
}

/** Changes the settings, and checks the file anew. */
export function changeSettings(settings: ImportSettings): void {
  const { source } = importState.get();
  if (!source) return;
  checking.abort();
  checking = new AbortController();
  const { signal } = checking;
  rememberMapping(source.header, settings.mapping);
  patchImport({ settings, check: undefined, run: undefined, fault: undefined });
  const texts = IMPORT_MESSAGES[language.get()];
  checkFile(source, settings, {
    nowMs: Date.now(),
    signal,
    describe: (faults) => faultsText(texts, faults),
    onProgress: (check) => {
      if (!signal.aborted) patchImport({ check });
    },
  }).catch((error: Error) => {
    if (!signal.aborted) patchImport({ fault: error.message });
  });
}

/** Forgets the file and everything about it. */
export function forgetFile(): void {
  checking.abort();
  importState.set(NO_IMPORT);
}

function firstSettings(source: ImportSource): ImportSettings {
  const mapping = recallMapping(source.header);
  const { createdAt } = mapping;
  const times = createdAt === undefined ? [] : source.sample.map(({ cells }) => cells[createdAt] ?? '');
  return { mapping, timeFormat: guessTimeFormat(times), zone: 'LOCAL', usesCodes: true, updatesExisting: false };
}
