import { type ReactNode, useState } from 'react';
import styles from './models.module.css';

/** A part of a form that is opened on demand, and is never closed over a fault. */
export function Disclosure({
  summary,
  hasFault = false,
  children,
}: {
  readonly summary: ReactNode;
  readonly hasFault?: boolean;
  readonly children: ReactNode;
}): ReactNode {
  const [isOpen, setOpen] = useState(false);
  return (
    <details
      className={styles.details}
      open={isOpen || hasFault}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      <summary>{summary}</summary>
      {children}
    </details>
  );
}
