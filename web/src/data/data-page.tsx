import type { ReactNode } from 'react';
import { Redirect, useParams } from 'wouter';
import { useMessages } from '../language/messages.ts';
import { type Scope, useViewer } from '../session/rights.ts';
import { lazyPart } from '../ui/lazy-part.tsx';
import { PageHead } from '../ui/panel.tsx';
import { Empty, NoRight } from '../ui/states.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { ImportBanner } from './import/run/import-banner.tsx';
import { DATA_MESSAGES } from './shared/data.messages.ts';

interface Tab {
  /** last part of its address */
  readonly path: '' | 'batch' | 'crm' | 'import' | 'people';
  /** one of these rights opens it */
  readonly needs: readonly Scope[];
  /** a right that is needed besides */
  readonly also?: Scope;
  readonly content: React.ComponentType;
}

const TABS: readonly Tab[] = [
  { path: '', needs: ['monitoring:read', 'monitoring:write'], content: lazyPart(() => import('./lake/lake-tab.tsx')) },
  {
    path: 'batch',
    needs: ['scores:write', 'monitoring:read'],
    content: lazyPart(() => import('./batch/batch-tab.tsx')),
  },
  { path: 'crm', needs: ['leads:read'], content: lazyPart(() => import('./crm/crm-tab.tsx')) },
  { path: 'import', needs: ['leads:write'], content: lazyPart(() => import('./import/import-tab.tsx')) },
  {
    path: 'people',
    needs: ['leads:read', 'leads:write'],
    also: 'leads:pii',
    content: lazyPart(() => import('./people/erasures-tab.tsx')),
  },
];

/** The page of data: the lake, batch jobs, the CRM, imports and erasures, a tab each. */
export default function DataPage(): ReactNode {
  const texts = useMessages(DATA_MESSAGES);
  const { tab: path = '' } = useParams<{ tab?: string }>();
  const { scopes } = useViewer();
  const first = TABS.find((tab) => isOpenTo(tab, scopes));
  if (path === '' && first && first.path !== '') return <Redirect to={addressOf(first)} replace />;
  const shown = TABS.filter((tab) => isOpenTo(tab, scopes) || tab.path === path);
  return (
    <>
      <PageHead title={texts.title} />
      <Tabs
        label={texts.tabsLabel}
        tabs={shown.map((tab) => ({
          href: addressOf(tab),
          name: texts.tabs[tab.path || 'lake'],
          isCurrent: tab.path === path,
        }))}
      />
      {path !== 'import' && <ImportBanner />}
      <TabContent tab={TABS.find((tab) => tab.path === path)} />
    </>
  );
}

function TabContent({ tab }: { readonly tab: Tab | undefined }): ReactNode {
  const texts = useMessages(DATA_MESSAGES);
  const { scopes } = useViewer();
  if (!tab) return <Empty>{texts.noTab}</Empty>;
  if (!isOpenTo(tab, scopes)) return <NoRight scope={tab.also ?? tab.needs[0] ?? ''} />;
  return <tab.content />;
}

function addressOf({ path }: Tab): string {
  return path ? `/data/${path}` : '/data';
}

function isOpenTo({ needs, also }: Tab, scopes: ReadonlySet<string>): boolean {
  return needs.some((scope) => scopes.has(scope)) && (!also || scopes.has(also));
}
