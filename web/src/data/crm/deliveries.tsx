import { type ReactNode, useDeferredValue, useState } from 'react';
import {
  type CrmDeliveryState,
  DataCrmDeliveriesDocument,
  DataCrmRetryDeliveriesDocument,
} from '../../graph/generated/graphql.ts';
import { useChange, useGraph } from '../../graph/use-graph.ts';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { useRight } from '../../session/rights.ts';
import { Answer } from '../../ui/answer.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { notify } from '../../ui/notices.tsx';
import { Panel } from '../../ui/panel.tsx';
import { DATA_MESSAGES } from '../shared/data.messages.ts';
import shared from '../shared/data.module.css';
import { Pager, usePaging } from '../shared/pager.tsx';
import { ConfirmChange } from './confirm-change.tsx';
import { CRM_MESSAGES } from './crm.messages.ts';
import { DeliveryTable } from './delivery-table.tsx';

const READ_EVERY_MS = 5_000;
const STATES = ['PENDING', 'FAILED', 'DELIVERED', 'SUPERSEDED'] as const;

interface DeliveryFilter {
  readonly state: CrmDeliveryState | '';
  readonly leadId: string;
  readonly errorCode: string;
}

const NO_FILTER: DeliveryFilter = { state: '', leadId: '', errorCode: '' };

/** Deliveries of scores to the CRM, with their attempts and errors, and their retry. */
export function Deliveries({ failed }: { readonly failed: number }): ReactNode {
  const texts = useMessages(CRM_MESSAGES);
  const [filter, setFilter] = useState(NO_FILTER);
  const mayRetry = useRight('leads:write');
  return (
    <Panel
      title={texts.deliveries}
      actions={mayRetry && failed > 0 && <RetryFailed errorCode={filter.errorCode.trim()} />}
    >
      <Filters filter={filter} onChange={setFilter} />
      <List filter={filter} />
      <p className={shared.note}>{texts.deliveriesNote}</p>
    </Panel>
  );
}

function RetryFailed({ errorCode }: { readonly errorCode: string }): ReactNode {
  const texts = useMessages(CRM_MESSAGES);
  const format = useFormat();
  const retry = useChange(DataCrmRetryDeliveriesDocument);
  return (
    <ConfirmChange
      name={texts.retryFailed}
      title={texts.retryFailedTitle}
      effect={texts.retryFailedEffect(errorCode)}
      change={retry}
      onConfirm={(close) =>
        retry.mutate(
          { input: errorCode ? { errorCode } : {} },
          {
            onSuccess({ data }) {
              const count = data.retryDeliveries?.deliveries ?? 0;
              notify('done', texts.retriedDeliveries(count, format.number(count)));
              close();
            },
          },
        )
      }
    />
  );
}

function Filters({
  filter,
  onChange,
}: {
  readonly filter: DeliveryFilter;
  readonly onChange: (filter: DeliveryFilter) => void;
}): ReactNode {
  const texts = useMessages(CRM_MESSAGES);
  const { all } = useMessages(DATA_MESSAGES);
  return (
    <div className={shared.filters}>
      <SelectField
        label={texts.state}
        value={filter.state}
        onChange={({ target }) => onChange({ ...filter, state: target.value as CrmDeliveryState | '' })}
      >
        <option value="">{all}</option>
        {STATES.map((state) => (
          <option key={state} value={state}>
            {texts.deliveryState[state]}
          </option>
        ))}
      </SelectField>
      <TextField
        label={texts.leadId}
        value={filter.leadId}
        onChange={({ target }) => onChange({ ...filter, leadId: target.value })}
      />
      <TextField
        label={texts.errorCode}
        placeholder="CRM_LEAD_MISSING"
        dir="ltr"
        value={filter.errorCode}
        onChange={({ target }) => onChange({ ...filter, errorCode: target.value.toUpperCase() })}
      />
    </div>
  );
}

function List({ filter: typed }: { readonly filter: DeliveryFilter }): ReactNode {
  const texts = useMessages(CRM_MESSAGES);
  const filter = useDeferredValue(typed);
  const paging = usePaging(JSON.stringify(filter));
  const deliveries = useGraph(
    DataCrmDeliveriesDocument,
    {
      after: paging.after,
      filter: {
        ...(filter.state && { states: [filter.state] }),
        ...(filter.leadId.trim() && { leadId: filter.leadId.trim() }),
        ...(filter.errorCode.trim() && { errorCode: filter.errorCode.trim() }),
      },
    },
    { keepsPrevious: true, every: READ_EVERY_MS },
  );
  return (
    <Answer of={deliveries}>
      {({ crmDeliveries }) => {
        if (!crmDeliveries) return null;
        const isFiltered = JSON.stringify(filter) !== JSON.stringify(NO_FILTER);
        if (crmDeliveries.edges.length === 0)
          return <p className={shared.note}>{isFiltered ? texts.deliveriesNoneOf : texts.deliveriesNone}</p>;
        return (
          <>
            <DeliveryTable deliveries={crmDeliveries.edges.map(({ node }) => node)} />
            <Pager paging={paging} of={crmDeliveries.pageInfo} />
          </>
        );
      }}
    </Answer>
  );
}
