import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { type DataCrmDeliveriesQuery, DataCrmRetryDeliveryDocument } from '../../graph/generated/graphql.ts';
import { useChange } from '../../graph/use-graph.ts';
import { type Formats, useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { useRight } from '../../session/rights.ts';
import { Badge, GradeBadge, type Tone } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { notify } from '../../ui/notices.tsx';
import { Ago } from '../../ui/time.tsx';
import { DATA_MESSAGES } from '../shared/data.messages.ts';
import shared from '../shared/data.module.css';
import { CRM_MESSAGES, type CrmTexts } from './crm.messages.ts';
import { CrmFault } from './crm-fault.tsx';

type Delivery = NonNullable<DataCrmDeliveriesQuery['crmDeliveries']>['edges'][number]['node'];

const TONES: Readonly<Record<Delivery['state'], Tone>> = {
  PENDING: 'info',
  DELIVERED: 'good',
  FAILED: 'bad',
  SUPERSEDED: 'neutral',
};

/** Deliveries of scores, each with its state, attempts and last error, and a retry for readers who may. */
export function DeliveryTable({ deliveries }: { readonly deliveries: readonly Delivery[] }): ReactNode {
  const texts = useMessages(CRM_MESSAGES);
  const { actions } = useMessages(DATA_MESSAGES);
  const format = useFormat();
  const mayRetry = useRight('leads:write');
  const retry: Column<Delivery> = { name: actions, cell: (delivery) => <Retry delivery={delivery} /> };
  return (
    <DataTable
      caption={texts.deliveriesCaption}
      isCaptionHidden
      columns={[...columns(texts, format), ...(mayRetry ? [retry] : [])]}
      rows={deliveries}
      keyOf={({ id }) => id}
    />
  );
}

function columns(texts: CrmTexts, format: Formats): readonly Column<Delivery>[] {
  return [
    {
      name: texts.lead,
      cell: ({ leadId }) => (
        <Link href={`/lead/${encodeURIComponent(leadId)}`}>
          <bdi>{leadId}</bdi>
        </Link>
      ),
    },
    { name: texts.state, cell: (delivery) => <State delivery={delivery} /> },
    {
      name: texts.score,
      cell: ({ grade, points, modelVersion, reasons }) => (
        <span className={shared.row} title={reasons?.join('\n')}>
          <GradeBadge grade={grade} />
          <span className={shared.cell}>
            <span>{texts.points(format.number(points))}</span>
            <bdi className={shared.mono}>{modelVersion}</bdi>
          </span>
        </span>
      ),
    },
    { name: texts.causeLabel, cell: ({ cause }) => texts.cause[cause] },
    { name: texts.attempts, isNumber: true, cell: ({ attempts }) => format.number(attempts) },
    { name: texts.changed, cell: ({ changedAt }) => <Ago time={changedAt} /> },
  ];
}

function State({ delivery: { state, dueAt, errorCode, error, attempts } }: { readonly delivery: Delivery }): ReactNode {
  const texts = useMessages(CRM_MESSAGES);
  return (
    <div className={shared.cell}>
      <span>
        <Badge tone={TONES[state]}>{texts.deliveryState[state]}</Badge>
      </span>
      {dueAt && attempts > 0 && (
        <span className={shared.note}>
          {texts.next} <Ago time={dueAt} />
        </span>
      )}
      {errorCode && (
        <div className={shared.sentence}>
          <CrmFault fault={{ code: errorCode, message: error ?? '' }} />
        </div>
      )}
    </div>
  );
}

function Retry({ delivery: { id, leadId, state } }: { readonly delivery: Delivery }): ReactNode {
  const texts = useMessages(CRM_MESSAGES);
  const retry = useChange(DataCrmRetryDeliveryDocument);
  if (state === 'SUPERSEDED') return null;
  return (
    <Button
      kind={state === 'FAILED' ? 'plain' : 'quiet'}
      aria-label={`${texts.retry}: ${leadId}`}
      isBusy={retry.isPending}
      onClick={() =>
        retry.mutate(
          { id },
          {
            onSuccess: () => notify('done', texts.retriedDelivery),
            onError: ({ code, message }) => notify('failed', `${code}: ${message}`),
          },
        )
      }
    >
      {texts.retry}
    </Button>
  );
}
