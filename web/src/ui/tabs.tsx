import { useEffect, useRef } from 'react';
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
  const nav = useRef<HTMLElement>(null);
  const current = tabs.find(({ isCurrent }) => isCurrent)?.href;
  // biome-ignore lint/correctness/useExhaustiveDependencies: on a narrow screen another tab may be out of sight
  useEffect(() => {
    nav.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [current]);
  return (
    <nav ref={nav} aria-label={label} className={styles.tabs}>
      {tabs.map(({ href, name, isCurrent }) => (
        <Link key={href} href={href} aria-current={isCurrent ? 'page' : undefined} className={styles.tab}>
          {name}
        </Link>
      ))}
    </nav>
  );
}
