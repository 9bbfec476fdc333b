import type { Steps } from '../../statistics/run-cooperatively.ts';
import type {
  AddAction,
  DeltaAction,
  MetaDataAction,
  ProtocolAction,
  RemoveAction,
  TxnAction,
} from './delta-action.ts';

/** State of a table at a version: its log, replayed. */
export interface TableState {
  readonly version: number;
  /** time of the commit, epoch milliseconds; later than that of the version before */
  readonly timestamp: number;
  /** latest time that a writer gave its commit, by its own clock, epoch milliseconds */
  readonly committedAt: number;
  readonly protocol: ProtocolAction | undefined;
  readonly metaData: MetaDataAction | undefined;
  /** by path */
  readonly files: ReadonlyMap<string, AddAction>;
  /** removed files by path, which readers of older versions may still use */
  readonly removed: ReadonlyMap<string, RemoveAction>;
  /** by appId */
  readonly txns: ReadonlyMap<string, TxnAction>;
}

/** State before the first commit. */
export const EMPTY_STATE: TableState = {
  version: -1,
  timestamp: 0,
  committedAt: 0,
  protocol: undefined,
  metaData: undefined,
  files: new Map(),
  removed: new Map(),
  txns: new Map(),
};

/** A commit that was read. */
export interface Commit {
  readonly version: number;
  /** modification time of its file, epoch milliseconds */
  readonly modifiedAt: number;
  readonly actions: readonly DeltaAction[];
}

/**
 * State after further commits: the last action on a path, an application or the schema wins.
 *
 * Clocks of writers may differ: a commit that is not later than the one before counts as one millisecond later, as in
 * Delta's own readers. A step is an action.
 */
export function* replay(state: TableState, commits: Iterable<Commit>): Steps<TableState> {
  const files = new Map(state.files);
  const removed = new Map(state.removed);
  const txns = new Map(state.txns);
  let { version, timestamp, committedAt, protocol, metaData } = state;
  for (const commit of commits) {
    version = commit.version;
    timestamp = Math.max(commit.modifiedAt, timestamp + 1);
    for (const action of commit.actions) {
      yield;
      if (action.add) {
        files.set(action.add.path, action.add);
        removed.delete(action.add.path);
      }
      if (action.remove) {
        files.delete(action.remove.path);
        removed.set(action.remove.path, action.remove);
      }
      if (action.txn) txns.set(action.txn.appId, action.txn);
      committedAt = Math.max(committedAt, action.commitInfo?.timestamp ?? 0);
      protocol = action.protocol ?? protocol;
      metaData = action.metaData ?? metaData;
    }
  }
  return { version, timestamp, committedAt, protocol, metaData, files, removed, txns };
}
