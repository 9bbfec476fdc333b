import { DomainError } from '../../platform/errors.ts';
import { runCooperatively } from '../../statistics/run-cooperatively.ts';
import type { StoredFile } from '../storage/lake-storage.ts';
import type { Lake } from './lake.ts';
import {
  type CheckpointFiles,
  commitName,
  commitVersion,
  digits,
  findCheckpoints,
  LAST_CHECKPOINT,
  LOG_FOLDER,
  logFileVersion,
} from './log-files.ts';
import { corrupt, decodeActions } from './log-text.ts';
import { requireReadable } from './protocol.ts';
import { readCheckpoint } from './read-checkpoint.ts';
import { type Commit, EMPTY_STATE, replay, type TableState } from './table-state.ts';

/** State of a table, and the file of its last commit, by which a replaced table is noticed. */
export interface ReadState {
  readonly state: TableState;
  readonly lastFile: StoredFile | undefined;
}

/**
 * Reads the log of a table from the newest usable checkpoint on; a damaged checkpoint is passed over for an older one.
 *
 * @param target version to stop at; the newest when absent
 * @returns undefined when there is no log
 * @throws {DomainError} LAKE_LOG_CORRUPT, LAKE_VERSION_NOT_FOUND, LAKE_PROTOCOL_UNSUPPORTED
 */
export async function readLog(
  lake: Lake,
  table: string,
  target = Number.MAX_SAFE_INTEGER,
): Promise<ReadState | undefined> {
  const hint = await readHint(lake, table);
  if (hint !== undefined && hint <= target) {
    const found = await readFrom(lake, table, await listLog(lake, table, digits(hint)), target).catch(unlessDamaged);
    if (found) return found;
  }
  const listed = await listLog(lake, table);
  return listed.length === 0 ? undefined : await readFrom(lake, table, listed, target);
}

/**
 * State after the commits that came since. Costs one listing when there are none.
 *
 * @returns undefined when the log does not continue the state: the table was replaced or deleted, or commits are gone
 */
export async function readNews(
  lake: Lake,
  table: string,
  { state, lastFile }: ReadState,
): Promise<ReadState | undefined> {
  const listed = await listLog(lake, table, digits(state.version));
  const last = listed.find(({ path }) => commitVersion(nameOf(path)) === state.version);
  if (!last || last.bytes !== lastFile?.bytes || last.modifiedAt !== lastFile.modifiedAt) return undefined;
  const commits = listed.filter(({ path }) => (commitVersion(nameOf(path)) ?? -1) > state.version);
  if (commits.length === 0) return { state, lastFile };
  if (commits.some(({ path }, index) => commitVersion(nameOf(path)) !== state.version + 1 + index)) return undefined;
  return {
    state: checked(table, await runCooperatively(replay(state, await readCommits(lake, commits)))),
    lastFile: commits.at(-1),
  };
}

/**
 * Newest version that is not later than a time, by the modification times of the commits, made to increase.
 *
 * @param time epoch milliseconds
 * @returns undefined when there is no log
 * @throws {DomainError} LAKE_VERSION_NOT_FOUND when the log begins later
 */
export async function versionAsOf(lake: Lake, table: string, time: number): Promise<number | undefined> {
  const commits = (await listLog(lake, table)).filter(({ path }) => commitVersion(nameOf(path)) !== undefined);
  let [timestamp, found]: [number, number | undefined] = [0, undefined];
  for (const { path, modifiedAt } of commits) {
    timestamp = Math.max(modifiedAt, timestamp + 1);
    if (timestamp > time) break;
    found = commitVersion(nameOf(path));
  }
  const first = commits[0]?.modifiedAt;
  if (found !== undefined || first === undefined) return found;
  const [wanted, expected] = [time, first].map((at) => new Date(at).toISOString());
  throw new DomainError(
    'LAKE_VERSION_NOT_FOUND',
    `table ${table}: found no version as of ${wanted}, expected ${expected} or later`,
  );
}

/**
 * Files of the log in order, those after a name.
 *
 * A folder that changes while it is listed may show a commit without the one before. The second listing begins when both
 * exist; commits that are newer than those of the first are left for the next time.
 */
export async function listLog(lake: Lake, table: string, after?: string): Promise<readonly StoredFile[]> {
  const list = async () =>
    (await lake.storage.list(`${table}/${LOG_FOLDER}`, after)).filter(({ path }) => /^\d{20}\./.test(nameOf(path)));
  const listed = await list();
  const versions = listed.map(({ path }) => commitVersion(nameOf(path))).filter((version) => version !== undefined);
  const last = versions.at(-1);
  if (last === undefined || last - (versions[0] ?? 0) === versions.length - 1) return listed;
  return (await list()).filter(({ path }) => (logFileVersion(nameOf(path)) ?? 0) <= last);
}

/** Last part of a path. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Reads commits, some at a time. */
async function readCommits(lake: Lake, files: readonly StoredFile[]): Promise<readonly Commit[]> {
  const commits: Commit[] = [];
  for (let first = 0; first < files.length; first += 16)
    commits.push(...(await Promise.all(files.slice(first, first + 16).map((file) => readCommit(lake, file)))));
  return commits;
}

async function readCommit(lake: Lake, { path, modifiedAt }: StoredFile): Promise<Commit> {
  const bytes = await lake.storage.read(path);
  if (!bytes) throw corrupt(path, 'found no such file');
  const actions = await runCooperatively(decodeActions(bytes, path));
  return { version: commitVersion(nameOf(path)) ?? -1, modifiedAt, actions };
}

async function readHint(lake: Lake, table: string): Promise<number | undefined> {
  const bytes = await lake.storage.read(`${table}/${LOG_FOLDER}/${LAST_CHECKPOINT}`);
  try {
    const { version } = JSON.parse(new TextDecoder().decode(bytes)) as { readonly version?: unknown };
    return Number.isSafeInteger(version) ? (version as number) : undefined;
  } catch {
    return undefined;
  }
}

async function readFrom(
  lake: Lake,
  table: string,
  listed: readonly StoredFile[],
  target: number,
): Promise<ReadState | undefined> {
  const commits = listed.filter(({ path }) => (commitVersion(nameOf(path)) ?? Number.POSITIVE_INFINITY) <= target);
  const start = await readStart(lake, table, listed, target);
  const news = commits.filter(({ path }) => (commitVersion(nameOf(path)) ?? -1) > start.version);
  requireSequence(table, listed, start.version, news, target);
  const state = checked(table, await runCooperatively(replay(start, await readCommits(lake, news))));
  return { state, lastFile: commits.find(({ path }) => commitVersion(nameOf(path)) === state.version) };
}

/** State of the newest checkpoint that can be read, or the empty one. */
async function readStart(
  lake: Lake,
  table: string,
  listed: readonly StoredFile[],
  target: number,
): Promise<TableState> {
  for (const checkpoint of findCheckpoints(listed.map(({ path }) => nameOf(path)))) {
    if (checkpoint.version > target) continue;
    try {
      return await stateAt(lake, table, checkpoint, listed);
    } catch (error) {
      unlessDamaged(error);
    }
  }
  return EMPTY_STATE;
}

async function stateAt(
  lake: Lake,
  table: string,
  checkpoint: CheckpointFiles,
  listed: readonly StoredFile[],
): Promise<TableState> {
  const actions = await readCheckpoint(lake, table, checkpoint);
  const timed = [commitName(checkpoint.version), ...checkpoint.names];
  const modifiedAt = listed.find(({ path }) => timed.includes(nameOf(path)))?.modifiedAt ?? 0;
  const commit = { version: checkpoint.version, modifiedAt, actions };
  return checked(table, await runCooperatively(replay(EMPTY_STATE, [commit])));
}

function requireSequence(
  table: string,
  listed: readonly StoredFile[],
  start: number,
  news: readonly StoredFile[],
  target: number,
): void {
  const gap = news.findIndex(({ path }, index) => commitVersion(nameOf(path)) !== start + 1 + index);
  const end = start + news.length;
  if (gap < 0 && (end === target || target === Number.MAX_SAFE_INTEGER) && end >= 0) return;
  const known = listed.map(({ path }) => commitVersion(nameOf(path))).filter((version) => version !== undefined);
  if (listed.some(({ path }) => /^\d{20}\.checkpoint\.[0-9a-f-]{36}\.(json|parquet)$/.test(nameOf(path))))
    throw new DomainError(
      'LAKE_PROTOCOL_UNSUPPORTED',
      `table ${table}: found checkpoints of version 2, expected classic ones`,
    );
  const [first = 0, last = 0] = [known[0], known.at(-1)];
  if (target !== Number.MAX_SAFE_INTEGER && (target > last || target < first))
    throw new DomainError(
      'LAKE_VERSION_NOT_FOUND',
      `table ${table}: found no version ${target}, expected ${first} to ${last}`,
    );
  throw corrupt(
    `${table}/${LOG_FOLDER}/${commitName(start + 1 + Math.max(gap, 0))}`,
    'found no such file, nor a readable checkpoint after it',
  );
}

function checked(table: string, state: TableState): TableState {
  if (state.protocol) requireReadable(table, state.protocol);
  if (!state.protocol || !state.metaData)
    throw corrupt(`${table}, version ${state.version}`, 'found no protocol or no schema');
  return state;
}

/** Lets a fault of a checkpoint pass, for an older one is tried; other errors are thrown. */
function unlessDamaged(error: unknown): undefined {
  const codes = ['LAKE_FILE_MISSING', 'LAKE_FILE_CORRUPT', 'LAKE_LOG_CORRUPT', 'LAKE_VERSION_NOT_FOUND'];
  if (error instanceof DomainError && codes.includes(error.code)) return undefined;
  throw error;
}
