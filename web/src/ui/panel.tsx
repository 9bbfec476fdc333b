import { type ReactNode, useId } from 'react';
import { usePageTitle } from './page-title.ts';
import styles from './panel.module.css';

/** A titled part of a page. */
export function Panel({
  title,
  actions,
  children,
}: {
  readonly title: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}): ReactNode {
  const id = useId();
  return (
    <section className={styles.panel} aria-labelledby={id}>
      <div className={styles.head}>
        <h2 id={id}>{title}</h2>
        {actions}
      </div>
      {children}
    </section>
  );
}

/** Panels side by side, as many as have room. */
export function Panels({ children }: { readonly children: ReactNode }): ReactNode {
  return <div className={styles.panels}>{children}</div>;
}

/** The head of a page; its title is the window's too. */
export function PageHead({ title, children }: { readonly title: string; readonly children?: ReactNode }): ReactNode {
  usePageTitle(title);
  return (
    <div className={styles.pageHead}>
      <h1>{title}</h1>
      {children}
    </div>
  );
}

/** A figure with its name. */
export function Figure({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactNode {
  return (
    <div className={styles.figure}>
      <dt>{name}</dt>
      <dd data-volatile="">{children}</dd>
    </div>
  );
}

/** Figures side by side. */
export function Figures({ children }: { readonly children: ReactNode }): ReactNode {
  return <dl className={styles.figures}>{children}</dl>;
}
