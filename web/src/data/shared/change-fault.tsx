import type { ReactNode } from 'react';
import type { GraphError } from '../../graph/graph-error.ts';
import styles from './data.module.css';

/** Refusal of a change, with the gateway's code and reason; nothing without one. */
export function ChangeFault({ error }: { readonly error: GraphError | null | undefined }): ReactNode {
  return (
    <div role="alert">
      {error && (
        <p className={styles.trouble}>
          <span>
            <code>{error.code}</code> <bdi>{error.message}</bdi>
          </span>
        </p>
      )}
    </div>
  );
}
