import type { DeltaAction } from './delta-action.ts';

/** The rows that a commit was computed from: none, all, or those of some files by path. */
export type Reads = 'nothing' | 'all' | ReadonlySet<string>;

/**
 * Reason why a commit cannot follow one that another writer made in the meantime; undefined when it can.
 *
 * Blind appends follow anything but another schema or protocol.
 */
export function findConflict({ reads }: { readonly reads: Reads }, theirs: readonly DeltaAction[]): string | undefined {
  for (const { protocol, metaData, add, remove } of theirs) {
    if (protocol) return 'another writer changed the protocol';
    if (metaData) return 'another writer changed the schema';
    if (reads === 'nothing') continue;
    if (reads === 'all' && (add || remove)) return 'another writer changed rows';
    if (reads !== 'all' && remove && reads.has(remove.path)) return `another writer removed ${remove.path}`;
  }
  return undefined;
}
