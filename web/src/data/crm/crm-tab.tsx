import type { ReactNode } from 'react';
import { DataCrmDocument } from '../../graph/generated/graphql.ts';
import { useGraph } from '../../graph/use-graph.ts';
import { useMessages } from '../../language/messages.ts';
import { Answer } from '../../ui/answer.tsx';
import { Empty } from '../../ui/states.tsx';
import shared from '../shared/data.module.css';
import { CRM_MESSAGES } from './crm.messages.ts';
import { Deliveries } from './deliveries.tsx';
import { ParkedRows } from './parked-rows.tsx';
import { SyncPanel } from './sync-panel.tsx';
import { WriteBackPanel } from './write-back-panel.tsx';

const READ_EVERY_MS = 3_000;

/** The link to the CRM: what comes in, what could not be written, and what goes out. */
export default function CrmTab(): ReactNode {
  const crm = useGraph(DataCrmDocument, {}, { every: READ_EVERY_MS });
  return (
    <Answer of={crm} lines={8}>
      {({ crmSync, crmWriteBack }) => {
        const hasSync = crmSync !== null && crmSync.state !== 'OFF';
        const targets = crmWriteBack ?? [];
        if (!hasSync && targets.length === 0) return <CrmOff />;
        const parked = crmSync?.entities.reduce((sum, { rowsParked }) => sum + rowsParked, 0);
        return (
          <div className={shared.stack}>
            {hasSync && <SyncPanel sync={crmSync} />}
            {crmWriteBack && <WriteBackPanel targets={crmWriteBack} />}
            {hasSync && <ParkedRows parked={parked ?? 0} entities={crmSync.entities.map(({ name }) => name)} />}
            {targets.length > 0 && <Deliveries failed={targets.reduce((sum, { failed }) => sum + failed, 0)} />}
          </div>
        );
      }}
    </Answer>
  );
}

function CrmOff(): ReactNode {
  const texts = useMessages(CRM_MESSAGES);
  return (
    <Empty>
      <p className={shared.strong}>{texts.off}</p>
      <p className={shared.note}>
        {texts.offHow} <code>docs/guides/crm-sync.md</code>
      </p>
    </Empty>
  );
}
