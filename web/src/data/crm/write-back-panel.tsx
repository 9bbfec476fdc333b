import type { ReactNode } from 'react';
import type { DataCrmQuery } from '../../graph/generated/graphql.ts';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { Badge } from '../../ui/badge.tsx';
import { Figure, Figures, Panel } from '../../ui/panel.tsx';
import shared from '../shared/data.module.css';
import { CRM_MESSAGES } from './crm.messages.ts';
import { CrmFault } from './crm-fault.tsx';

type WriteBack = NonNullable<DataCrmQuery['crmWriteBack']>[number];

/** Targets in the CRM: lag and counts of each, and the remedy where one is paused. */
export function WriteBackPanel({ targets }: { readonly targets: readonly WriteBack[] }): ReactNode {
  const texts = useMessages(CRM_MESSAGES);
  return (
    <Panel title={texts.writeBack}>
      {targets.length === 0 && <p className={shared.note}>{texts.writeBackOff}</p>}
      {targets.map((target) => (
        <Target key={target.target} target={target} />
      ))}
    </Panel>
  );
}

function Target({ target: of }: { readonly target: WriteBack }): ReactNode {
  const texts = useMessages(CRM_MESSAGES);
  const format = useFormat();
  const { oldestPendingSeconds } = of;
  return (
    <div className={shared.stack}>
      <div className={shared.row}>
        <h3>{texts.target[of.target]}</h3>
        <Badge tone={of.state === 'RUNNING' ? 'good' : 'bad'}>{texts.writeState[of.state]}</Badge>
      </div>
      <Figures>
        <Figure name={texts.oldest}>
          {oldestPendingSeconds === null ? texts.noLag : format.duration(oldestPendingSeconds * 1_000)}
        </Figure>
        <Figure name={texts.pending}>{format.number(of.pending)}</Figure>
        <Figure name={texts.delivered}>{format.number(of.delivered)}</Figure>
        <Figure name={texts.rate}>{texts.perMinute(format.number(of.rate * 60))}</Figure>
        <Figure name={texts.failed}>{format.number(of.failed)}</Figure>
      </Figures>
      {of.error && <CrmFault fault={of.error} />}
    </div>
  );
}
