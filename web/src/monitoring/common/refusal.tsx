import type { ReactNode } from 'react';
import type { GraphError } from '../../graph/graph-error.ts';
import styles from './monitoring.module.css';

/** The refusal of a change, with its code, in the dialog that asked for it. */
export function Refusal({ error }: { readonly error: GraphError | null | undefined }): ReactNode {
  if (!error) return null;
  return (
    <p className={styles.refusal} role="alert">
      <code>{error.code}</code> <bdi>{error.message}</bdi>
    </p>
  );
}
