import type { ComponentProps } from 'react';
import styles from './controls.module.css';

/** Weights of a button: one `primary` per view, `danger` for what cannot be undone. */
export type ButtonKind = 'plain' | 'primary' | 'danger' | 'quiet';

/** A button. While `isBusy` it does nothing, and stays focused. */
export function Button({
  kind = 'plain',
  isBusy = false,
  onClick,
  ...rest
}: ComponentProps<'button'> & { readonly kind?: ButtonKind; readonly isBusy?: boolean }): React.ReactNode {
  return (
    <button
      type="button"
      {...rest}
      className={styles.button}
      data-kind={kind}
      aria-busy={isBusy || undefined}
      onClick={isBusy ? (event) => event.preventDefault() : onClick}
    />
  );
}
