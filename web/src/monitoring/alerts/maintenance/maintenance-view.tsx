import { type ReactNode, useState } from 'react';
import { serverNow } from '../../../clock/server-clock.ts';
import { MonitoringMaintenanceDocument, type MonitoringMaintenanceQuery } from '../../../graph/generated/graphql.ts';
import { type PageOfRows, pageOfRows } from '../../../graph/page-position.ts';
import { useGraphPages } from '../../../graph/use-pages.ts';
import { useFormat } from '../../../language/format.ts';
import { useMessages } from '../../../language/messages.ts';
import { useRight } from '../../../session/rights.ts';
import { Answer } from '../../../ui/answer.tsx';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { DataTable } from '../../../ui/data-table.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { ShowMore } from '../../../ui/show-more.tsx';
import { Empty } from '../../../ui/states.tsx';
import { useEverySecond } from '../../../ui/ticking.ts';
import { MONITORING_MESSAGES } from '../../common/monitoring.messages.ts';
import monitoring from '../../common/monitoring.module.css';
import { CreateWindowDialog } from './create-window-dialog.tsx';
import { EndWindowDialog } from './end-window-dialog.tsx';
import { MAINTENANCE_MESSAGES } from './maintenance.messages.ts';
import { windowState } from './window-state.ts';

/** A maintenance window. */
export type MaintenanceWindow = NonNullable<MonitoringMaintenanceQuery['maintenanceWindows']>[number];

// one fewer than its document asks for
const PAGE_WINDOWS = 50;
const TONES = { PLANNED: 'info', ACTIVE: 'warn', ENDED: 'neutral' } as const;

/** Maintenance windows: planned, active and ended. */
export default function MaintenanceView(): ReactNode {
  const texts = useMessages(MAINTENANCE_MESSAGES);
  const canWrite = useRight('monitoring:write');
  const pages = useGraphPages(MonitoringMaintenanceDocument, {}, (page) => pageOf(page).position, { every: 60_000 });
  const [isCreating, setCreating] = useState(false);
  return (
    <Panel
      title={texts.title}
      actions={
        canWrite && (
          <Button kind="primary" onClick={() => setCreating(true)}>
            {texts.create}
          </Button>
        )
      }
    >
      <p className={monitoring.note}>{texts.intro}</p>
      <Answer of={pages.query}>
        {(read) => {
          const windows = read.flatMap((page) => pageOf(page).rows);
          if (windows.length === 0) return <Empty>{texts.none}</Empty>;
          return (
            <>
              <Windows windows={windows} />
              <ShowMore list={texts.title} shown={windows.length} extent={pages} />
            </>
          );
        }}
      </Answer>
      <CreateWindowDialog isOpen={isCreating} onClose={() => setCreating(false)} />
    </Panel>
  );
}

function pageOf({ maintenanceWindows }: MonitoringMaintenanceQuery): PageOfRows<MaintenanceWindow> {
  return pageOfRows(maintenanceWindows ?? [], PAGE_WINDOWS, ({ id }) => id);
}

function Windows({ windows }: { readonly windows: readonly MaintenanceWindow[] }): ReactNode {
  const texts = useMessages(MAINTENANCE_MESSAGES);
  const { reason } = useMessages(MONITORING_MESSAGES);
  const format = useFormat();
  const canWrite = useRight('monitoring:write');
  useEverySecond(10);
  const now = serverNow();
  return (
    <DataTable
      caption={texts.title}
      isCaptionHidden
      rows={windows}
      keyOf={({ id }) => id}
      columns={[
        {
          name: texts.state,
          cell: (window) => (
            <Badge tone={TONES[windowState(window, now)]}>{texts.states[windowState(window, now)]}</Badge>
          ),
        },
        { name: texts.from, cell: ({ from }) => format.dateTime(from) },
        { name: texts.until, cell: ({ until }) => format.dateTime(until) },
        {
          name: texts.scope,
          cell: ({ scope: { rule, model, feature, slice } }) => (
            <bdi>{[rule, model, feature, slice].filter((part) => part !== null).join(' · ') || texts.everything}</bdi>
          ),
        },
        { name: texts.by, cell: ({ actor }) => <bdi>{actor}</bdi> },
        { name: reason, cell: (window) => <bdi>{window.reason}</bdi> },
        ...(canWrite
          ? [
              {
                name: texts.actions,
                cell: (window: MaintenanceWindow) =>
                  windowState(window, now) !== 'ENDED' && <EndWindow window={window} />,
              },
            ]
          : []),
      ]}
    />
  );
}

function EndWindow({ window }: { readonly window: MaintenanceWindow }): ReactNode {
  const texts = useMessages(MAINTENANCE_MESSAGES);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{texts.end}</Button>
      <EndWindowDialog window={window} isOpen={isOpen} onClose={() => setOpen(false)} />
    </>
  );
}
