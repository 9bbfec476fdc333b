import { randomUUID } from 'node:crypto';
import { DomainError } from '../../platform/errors.ts';
import { runCooperatively } from '../../statistics/run-cooperatively.ts';
import { findConflict, type Reads } from './commit-conflict.ts';
import type { DeltaAction, TxnAction } from './delta-action.ts';
import { type Lake, lakeNow } from './lake.ts';
import { commitName, LOG_FOLDER } from './log-files.ts';
import { decodeActions, encodeActions } from './log-text.ts';
import type { TableState } from './table-state.ts';

/** A commit to be made. */
export interface CommitPlan {
  /** Spark's name of it, such as WRITE */
  readonly operation: string;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly actions: readonly DeltaAction[];
  readonly reads: Reads;
  readonly txn?: TxnPlan | undefined;
}

/** Version of an application's own that comes with a commit. */
export interface TxnPlan extends Pick<TxnAction, 'appId' | 'version'> {
  /** version that the rows follow, undefined for none: another one in the table is a conflict; any when absent */
  readonly follows?: { readonly version: number | undefined };
}

const MOST_ATTEMPTS = 1_000;

/**
 * Commits actions as the version after the given state; when other writers were faster, as the next free one, provided
 * that they changed nothing that the commit was computed from.
 *
 * @returns undefined when the txn's version is in the table already
 * @throws {DomainError} LAKE_COMMIT_CONFLICT
 */
export async function commitActions(
  lake: Lake,
  table: string,
  plan: CommitPlan,
  base: TableState,
): Promise<number | undefined> {
  const id = randomUUID();
  let latest: Latest = {
    version: base.version,
    committedAt: base.committedAt,
    txn: plan.txn && base.txns.get(plan.txn.appId),
  };
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
    if (plan.txn && latest.txn && latest.txn.version >= plan.txn.version) return undefined;
    const { follows } = plan.txn ?? {};
    if (follows && follows.version !== latest.txn?.version)
      throw conflictError(table, plan, latest.version, `found rows of ${plan.txn?.appId} that these do not follow`);
    const version = latest.version + 1;
    const bytes = await runCooperatively(encodeActions(withInfo(lake, plan, latest, id)));
    if (await lake.storage.createIfAbsent(commitPath(table, version), bytes)) return version;
    const winners = await readWinners(lake, table, version);
    // an answer that got lost: the file is ours, as it has the commit's id
    if (winners[0]?.some(({ commitInfo }) => commitInfo?.txnId === id)) return version;
    for (const actions of winners) latest = follow(table, plan, latest, actions);
    if (winners.length === 0) throw conflictError(table, plan, version, 'its log entry is gone');
  }
  throw conflictError(table, plan, latest.version, `other writers were faster ${MOST_ATTEMPTS} times`);
}

/** Facts about the newest version that a commit needs. */
interface Latest {
  readonly version: number;
  readonly committedAt: number;
  readonly txn: TxnAction | undefined;
}

/** Commits of others from a version on. */
async function readWinners(lake: Lake, table: string, first: number): Promise<readonly (readonly DeltaAction[])[]> {
  const winners: (readonly DeltaAction[])[] = [];
  for (;;) {
    const path = commitPath(table, first + winners.length);
    const bytes = await lake.storage.read(path);
    if (!bytes) return winners;
    winners.push(await runCooperatively(decodeActions(bytes, path)));
  }
}

/** @throws {DomainError} LAKE_COMMIT_CONFLICT */
function follow(table: string, plan: CommitPlan, latest: Latest, theirs: readonly DeltaAction[]): Latest {
  const version = latest.version + 1;
  const conflict = findConflict(plan, theirs);
  if (conflict) throw conflictError(table, plan, version, conflict);
  const timestamp = theirs.find(({ commitInfo }) => commitInfo)?.commitInfo?.timestamp ?? 0;
  const txn = theirs.find((action) => action.txn && action.txn.appId === plan.txn?.appId)?.txn ?? latest.txn;
  return { version, committedAt: Math.max(timestamp, latest.committedAt), txn };
}

const commitPath = (table: string, version: number): string => `${table}/${LOG_FOLDER}/${commitName(version)}`;

function withInfo(lake: Lake, plan: CommitPlan, latest: Latest, id: string): readonly DeltaAction[] {
  const timestamp = Math.max(lakeNow(lake), latest.committedAt + 1);
  const { operation, parameters = {}, reads, txn } = plan;
  const commitInfo = {
    timestamp,
    operation,
    operationParameters: parameters,
    isBlindAppend: reads === 'nothing',
    txnId: id,
    engineInfo: 'lead-scoring-gateway',
  };
  return [
    { commitInfo },
    ...(txn ? [{ txn: { appId: txn.appId, version: txn.version, lastUpdated: timestamp } }] : []),
    ...plan.actions,
  ];
}

function conflictError(table: string, { operation }: CommitPlan, version: number, reason: string): DomainError {
  return new DomainError('LAKE_COMMIT_CONFLICT', `table ${table}, ${operation}: version ${version}: ${reason}`, {
    table,
    version,
  });
}
