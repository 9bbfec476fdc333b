import { Suspense, useEffect } from 'react';
import { Link, Route, Switch, useLocation } from 'wouter';
import { liveState } from '../graph/live.ts';
import { useMessages } from '../language/messages.ts';
import { useViewer } from '../session/rights.ts';
import { useStore } from '../store/store.ts';
import { PageHead } from '../ui/panel.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Empty, NoRight } from '../ui/states.tsx';
import { Banners } from './banners.tsx';
import { FRAME_MESSAGES } from './frame.messages.ts';
import styles from './frame.module.css';
import { LazyPage } from './lazy-page.tsx';
import { PageBoundary } from './page-boundary.tsx';
import { isPageOpen, PAGES, type Page } from './pages.ts';
import { ShortcutHelp } from './shortcut-help.tsx';

/** The frame around the pages: navigation, state of the connection, and the page of the address. */
export function Frame(): React.ReactNode {
  const texts = useMessages(FRAME_MESSAGES);
  const [location] = useLocation();
  useFocusAfter(location);
  return (
    <div className={styles.frame}>
      <a className={styles.skip} href="#content">
        {texts.skip}
      </a>
      <header className={styles.header}>
        <span className={styles.product}>{texts.product}</span>
        <Navigation />
        <Live />
      </header>
      <Banners />
      <main id="content" tabIndex={-1} className={styles.content}>
        <PageBoundary address={location}>
          <Suspense fallback={<Loading />}>
            <Switch>
              {PAGES.map((page) => (
                <Route key={page.path} path={page.path}>
                  <Allowed page={page} />
                </Route>
              ))}
              <Route>
                <PageHead title={texts.product} />
                <Empty>{texts.notFound}</Empty>
              </Route>
            </Switch>
          </Suspense>
        </PageBoundary>
      </main>
      <ShortcutHelp />
    </div>
  );
}

/** The room of a page whose code is being loaded. */
function Loading(): React.ReactNode {
  const { product } = useMessages(FRAME_MESSAGES);
  return (
    <>
      <h1 className="visually-hidden">{product}</h1>
      <Skeleton lines={8} />
    </>
  );
}

/** The focus goes to the content when the element that had it went with the last page. */
function useFocusAfter(location: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs after a change of the address
  useEffect(() => {
    if (document.activeElement === document.body) document.querySelector<HTMLElement>('#content')?.focus();
  }, [location]);
}

function Navigation(): React.ReactNode {
  const texts = useMessages(FRAME_MESSAGES);
  const { scopes } = useViewer();
  const [location] = useLocation();
  return (
    <nav aria-label={texts.navigation} className={styles.navigation}>
      {PAGES.filter((page) => isPageOpen(page, scopes)).map(({ name, href }) => {
        if (!name || !href) return null;
        const isCurrent = href === '/' ? location === '/' : location.startsWith(href);
        return (
          <Link key={name} href={href} aria-current={isCurrent ? 'page' : undefined} className={styles.link}>
            {texts.pages[name]}
          </Link>
        );
      })}
    </nav>
  );
}

function Live(): React.ReactNode {
  const state = useStore(liveState);
  const texts = useMessages(FRAME_MESSAGES);
  return (
    <span className={styles.live} data-state={state} role="status">
      {texts.live[state]}
    </span>
  );
}

function Allowed({ page }: { readonly page: Page }): React.ReactNode {
  const { name, needs = [], load } = page;
  const texts = useMessages(FRAME_MESSAGES);
  const { scopes } = useViewer();
  if (isPageOpen(page, scopes)) return <LazyPage load={load} />;
  return (
    <>
      <PageHead title={name ? texts.pages[name] : texts.product} />
      <NoRight scope={needs.join(', ')} />
    </>
  );
}
