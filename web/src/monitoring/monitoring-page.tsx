import { Suspense } from 'react';
import { useParams } from 'wouter';
import { useMessages } from '../language/messages.ts';
import { useRight } from '../session/rights.ts';
import { lazyPart } from '../ui/lazy-part.tsx';
import { PageHead } from '../ui/panel.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { MONITORING_MESSAGES } from './common/monitoring.messages.ts';

const VIEWS = {
  wall: lazyPart(() => import('./wall/wall.tsx')),
  drift: lazyPart(() => import('./drift/drift-view.tsx')),
  performance: lazyPart(() => import('./performance/performance-view.tsx')),
  'data-quality': lazyPart(() => import('./quality/quality-view.tsx')),
  alerts: lazyPart(() => import('./alerts/alerts-view.tsx')),
};

type View = keyof typeof VIEWS;

const NAMES = Object.keys(VIEWS) as View[];
/** views of one version of a model, which is chosen from the list of models */
const OF_VERSIONS: ReadonlySet<View> = new Set(['drift', 'performance', 'data-quality']);

/** The page of monitoring: the wall, drift, performance, data quality and alerts. */
export default function MonitoringPage(): React.ReactNode {
  const texts = useMessages(MONITORING_MESSAGES);
  const { tab } = useParams<{ tab?: string }>();
  const current = NAMES.find((name) => name === tab) ?? 'wall';
  const Content = VIEWS[current];
  const readsModels = useRight('models:read');
  const shown = NAMES.filter((name) => readsModels || name === current || !OF_VERSIONS.has(name));
  return (
    <>
      <PageHead title={texts.title} />
      <Tabs
        label={texts.views}
        tabs={shown.map((name) => ({
          href: name === 'wall' ? '/monitoring' : `/monitoring/${name}`,
          name: texts.tabs[name],
          isCurrent: name === current,
        }))}
      />
      <Suspense fallback={<Skeleton lines={10} />}>
        <Content />
      </Suspense>
    </>
  );
}
