import { type ReactNode, Suspense } from 'react';
import { useMessages } from '../../language/messages.ts';
import { lazyPart } from '../../ui/lazy-part.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { useSearch } from '../common/use-search.ts';
import { AlertList } from './list/alert-list.tsx';
import { LIST_MESSAGES } from './list/list.messages.ts';

const VIEWS = {
  list: AlertList,
  rules: lazyPart(() => import('./rules/rules-view.tsx')),
  maintenance: lazyPart(() => import('./maintenance/maintenance-view.tsx')),
  channels: lazyPart(() => import('./channels/channels-view.tsx')),
};

const NAMES = Object.keys(VIEWS) as (keyof typeof VIEWS)[];

/** Alerts, their rules, maintenance windows and channels. */
export default function AlertsView(): ReactNode {
  const texts = useMessages(LIST_MESSAGES);
  const [search] = useSearch();
  const current = NAMES.find((name) => name === search.get('view')) ?? 'list';
  const Content = VIEWS[current];
  return (
    <>
      <Tabs
        label={texts.views}
        tabs={NAMES.map((name) => ({
          href: name === 'list' ? '/monitoring/alerts' : `/monitoring/alerts?view=${name}`,
          name: texts.tabs[name],
          isCurrent: name === current,
        }))}
      />
      <Suspense fallback={<Skeleton lines={8} />}>
        <Content />
      </Suspense>
    </>
  );
}
