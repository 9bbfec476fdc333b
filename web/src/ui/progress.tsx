import type { ReactNode } from 'react';
import styles from './progress.module.css';

/** A progress bar with its name and its state in words. Without a share it only says that something is under way. */
export function Progress({
  label,
  share,
  children,
}: {
  readonly label: string;
  /** 0 to 1; undefined while it is not known */
  readonly share: number | undefined;
  /** the state in words */
  readonly children?: ReactNode;
}): ReactNode {
  return (
    <div className={styles.progress}>
      <progress className={styles.bar} aria-label={label} max={1} value={share} />
      {children !== undefined && (
        <span className={styles.text} data-volatile="">
          {children}
        </span>
      )}
    </div>
  );
}
