import type { ReactNode } from 'react';
import styles from './badge.module.css';

/** Meanings of a badge's colour, which its text says too. */
export type Tone = 'neutral' | 'good' | 'warn' | 'bad' | 'info';

/** A short state. */
export function Badge({
  tone = 'neutral',
  children,
}: {
  readonly tone?: Tone;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <span className={styles.badge} data-tone={tone}>
      {children}
    </span>
  );
}

/** The grade of a lead, A to D. */
export function GradeBadge({ grade }: { readonly grade: string }): ReactNode {
  return (
    <span className={styles.grade} data-grade={grade}>
      {grade}
    </span>
  );
}
