import styles from './states.module.css';

/** Room of what is being loaded. Screen readers hear of the content when it is there. */
export function Skeleton({ lines = 4 }: { readonly lines?: number }): React.ReactNode {
  return (
    <div className={styles.skeleton} aria-hidden="true" data-loading="">
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines differ in nothing
        <span key={line} style={{ width: `${90 - ((line * 17) % 45)}%` }} />
      ))}
    </div>
  );
}
