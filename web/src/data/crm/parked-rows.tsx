import { type ReactNode, useDeferredValue, useState } from 'react';
import {
  type CrmParkedRowFilter,
  DataCrmParkedRowsDocument,
  DataCrmRetryRowsDocument,
} from '../../graph/generated/graphql.ts';
import { useChange, useGraph } from '../../graph/use-graph.ts';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { useRight } from '../../session/rights.ts';
import { Answer } from '../../ui/answer.tsx';
import { Button } from '../../ui/button.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { notify } from '../../ui/notices.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ChangeFault } from '../shared/change-fault.tsx';
import { DATA_MESSAGES } from '../shared/data.messages.ts';
import shared from '../shared/data.module.css';
import { Pager, usePaging } from '../shared/pager.tsx';
import { CRM_MESSAGES } from './crm.messages.ts';
import { type ParkedRow, ParkedRowTable, rowId } from './parked-row-table.tsx';

const READ_EVERY_MS = 10_000;

/** Rows of the CRM that could not be written, each with its reason, and their retry. */
export function ParkedRows({
  parked,
  entities,
}: {
  /** number of rows that are parked now */
  readonly parked: number;
  readonly entities: readonly string[];
}): ReactNode {
  const texts = useMessages(CRM_MESSAGES);
  const [filter, setFilter] = useState<CrmParkedRowFilter>({});
  const isFiltered = Boolean(filter.entity ?? filter.code);
  return (
    <Panel title={texts.rowsTitle}>
      {parked === 0 && !isFiltered ? (
        <p className={shared.note}>{texts.rowsNone}</p>
      ) : (
        <>
          <Filters entities={entities} filter={filter} onChange={setFilter} />
          <Rows filter={filter} />
          <p className={shared.note}>{texts.rowsNote}</p>
        </>
      )}
    </Panel>
  );
}

function Filters({
  entities,
  filter,
  onChange,
}: {
  readonly entities: readonly string[];
  readonly filter: CrmParkedRowFilter;
  readonly onChange: (filter: CrmParkedRowFilter) => void;
}): ReactNode {
  const texts = useMessages(CRM_MESSAGES);
  const { all } = useMessages(DATA_MESSAGES);
  return (
    <div className={shared.filters}>
      <SelectField
        label={texts.entity}
        value={filter.entity ?? ''}
        onChange={({ target }) => onChange({ ...filter, entity: target.value || null })}
      >
        <option value="">{all}</option>
        {entities.map((entity) => (
          <option key={entity}>{entity}</option>
        ))}
      </SelectField>
      <TextField
        label={texts.errorCode}
        placeholder="CRM_ROW_INVALID"
        dir="ltr"
        value={filter.code ?? ''}
        onChange={({ target }) => onChange({ ...filter, code: target.value.trim().toUpperCase() || null })}
      />
    </div>
  );
}

function Rows({ filter: typed }: { readonly filter: CrmParkedRowFilter }): ReactNode {
  const texts = useMessages(CRM_MESSAGES);
  const filter = useDeferredValue(typed);
  const paging = usePaging(JSON.stringify(filter));
  const rows = useGraph(
    DataCrmParkedRowsDocument,
    { filter, after: paging.after },
    { keepsPrevious: true, every: READ_EVERY_MS },
  );
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const mayRetry = useRight('leads:write');
  return (
    <Answer of={rows}>
      {({ crmParkedRows }) => {
        if (!crmParkedRows) return null;
        const shown = crmParkedRows.edges.map(({ node }) => node);
        if (shown.length === 0) return <p className={shared.note}>{texts.rowsNoneOf}</p>;
        return (
          <>
            {mayRetry && (
              <Retry
                filter={filter}
                chosen={shown.filter((row) => chosen.has(rowId(row)))}
                onDone={() => setChosen(new Set())}
              />
            )}
            <ParkedRowTable rows={shown} chosen={chosen} onChoose={mayRetry ? setChosen : undefined} />
            <Pager paging={paging} of={crmParkedRows.pageInfo} />
          </>
        );
      }}
    </Answer>
  );
}

/** Retries chosen rows, or all that the filter selects. */
function Retry({
  filter,
  chosen,
  onDone,
}: {
  readonly filter: CrmParkedRowFilter;
  readonly chosen: readonly ParkedRow[];
  readonly onDone: () => void;
}): ReactNode {
  const texts = useMessages(CRM_MESSAGES);
  const format = useFormat();
  const retry = useChange(DataCrmRetryRowsDocument);
  const send = async (inputs: readonly CrmParkedRowFilter[]): Promise<void> => {
    let count = 0;
    for (const input of inputs) count += (await retry.mutateAsync({ input })).data.retryCrmRows?.rows ?? 0;
    notify('done', texts.retried(count, format.number(count)));
    onDone();
  };
  // a refusal stands below the buttons
  const attempt = (inputs: readonly CrmParkedRowFilter[]) => () => void send(inputs).catch(() => undefined);
  return (
    <>
      <div className={shared.row}>
        <Button isBusy={retry.isPending} disabled={chosen.length === 0} onClick={attempt(byEntity(chosen))}>
          {texts.retryChosen}
        </Button>
        <Button isBusy={retry.isPending} onClick={attempt([filter])}>
          {texts.retryAllRows}
        </Button>
        <span className={shared.note} aria-live="polite">
          {chosen.length > 0 && texts.chosen(chosen.length, format.number(chosen.length))}
        </span>
      </div>
      <ChangeFault error={retry.error} />
    </>
  );
}

/** Filters that select rows by their keys: a key is unique within its entity only. */
function byEntity(rows: readonly ParkedRow[]): readonly CrmParkedRowFilter[] {
  return [...new Set(rows.map(({ entity }) => entity))].map((entity) => ({
    entity,
    keys: rows.filter((row) => row.entity === entity).map(({ key }) => key),
  }));
}
