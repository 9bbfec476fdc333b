import { Link } from 'wouter';
import styles from './tabs.module.css';

/** Views of a page, each with an address of its own. */
export function Tabs({
  label,
  tabs,
}: {
  readonly label: string;
  readonly tabs: readonly { readonly href: string; readonly name: string; readonly isCurrent: boolean }[];
}): React.ReactNode {
  return (
    <nav aria-label={label} className={styles.tabs}>
      {tabs.map(({ href, name, isCurrent }) => (
        <Link key={href} href={href} aria-current={isCurrent ? 'page' : undefined} className={styles.tab}>
          {name}
        </Link>
      ))}
    </nav>
  );
}
