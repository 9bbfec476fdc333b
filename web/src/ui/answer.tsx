import type { ReactNode } from 'react';
import type { GraphFault } from '../graph/graph-error.ts';
import type { GraphQuery } from '../graph/use-graph.ts';
import { useMessages } from '../language/messages.ts';
import { Skeleton } from './skeleton.tsx';
import { STATE_MESSAGES } from './states.messages.ts';
import styles from './states.module.css';
import { Failure } from './states.tsx';

/**
 * A query's answer: its room while it is loaded, its fault with a way to try again, and its data. An earlier answer stays
 * on the screen when a later one fails, and says so; fields that could not be had are named.
 *
 * @param lines of the room
 */
export function Answer<Data>({
  of,
  children,
  lines = 4,
}: {
  readonly of: GraphQuery<Data>;
  readonly children: (data: Data) => ReactNode;
  readonly lines?: number;
}): ReactNode {
  const texts = useMessages(STATE_MESSAGES);
  if (of.data)
    return (
      <>
        {of.isError && (
          <p className={styles.note} role="status">
            {texts.stale}
          </p>
        )}
        <Faults faults={of.data.faults} />
        {children(of.data.data)}
      </>
    );
  if (of.isError) return <Failure error={of.error} onRetry={() => void of.refetch()} />;
  return <Skeleton lines={lines} />;
}

/** Names of fields that could not be had, with the gateway's reasons. */
function Faults({ faults }: { readonly faults: readonly GraphFault[] }): ReactNode {
  const texts = useMessages(STATE_MESSAGES);
  const [first] = faults;
  if (!first) return null;
  return (
    <p className={styles.note} role="status">
      {texts.partly} <code>{first.code}</code> <bdi>{first.path}</bdi> <bdi>{first.message}</bdi>
      {faults.length > 1 && ` (+${faults.length - 1})`}
    </p>
  );
}
