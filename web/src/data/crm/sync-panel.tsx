import type { ReactNode } from 'react';
import type { DataCrmQuery } from '../../graph/generated/graphql.ts';
import { type Formats, useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Progress } from '../../ui/progress.tsx';
import { Ago } from '../../ui/time.tsx';
import shared from '../shared/data.module.css';
import { Parts } from '../shared/parts.tsx';
import { CRM_MESSAGES, type CrmTexts } from './crm.messages.ts';
import { CrmFault } from './crm-fault.tsx';
import { SyncRequest } from './sync-request.tsx';

type Sync = NonNullable<DataCrmQuery['crmSync']>;
type Entity = Sync['entities'][number];

const TONES: Readonly<Record<Sync['state'], Tone>> = {
  OFF: 'neutral',
  BACKFILLING: 'info',
  RUNNING: 'good',
  STOPPED: 'bad',
};

/** Tables that come from the CRM: state, lag, rows and position of each, and the remedy where one is stopped. */
export function SyncPanel({ sync }: { readonly sync: Sync }): ReactNode {
  const texts = useMessages(CRM_MESSAGES);
  const format = useFormat();
  return (
    <Panel
      title={texts.sync}
      actions={
        <span className={shared.row}>
          <Badge tone={TONES[sync.state]}>{texts.syncState[sync.state]}</Badge>
          <SyncRequest request="compare" />
        </span>
      }
    >
      {sync.entities.map((entity) => (
        <EntityTrouble key={entity.name} entity={entity} />
      ))}
      <DataTable
        caption={texts.syncCaption}
        isCaptionHidden
        columns={columns(texts, format)}
        rows={sync.entities}
        keyOf={({ name }) => name}
      />
    </Panel>
  );
}

/** The reason for which the sync of a table is stopped or waits for a decision; nothing for one that is well. */
function EntityTrouble({ entity: { name, error, heldRemovals } }: { readonly entity: Entity }): ReactNode {
  const texts = useMessages(CRM_MESSAGES);
  const format = useFormat();
  if (!error && heldRemovals === null) return null;
  const decision = (
    <>
      {error?.code === 'CRM_SCHEMA_CHANGED' && (
        <div>
          <SyncRequest request="acceptSchema" entity={name} />
        </div>
      )}
      {heldRemovals !== null && (
        <>
          <p>{texts.heldRemovals(heldRemovals, format.number(heldRemovals))}</p>
          <div>
            <SyncRequest request="acceptRemovals" entity={name} />
          </div>
        </>
      )}
    </>
  );
  return (
    <section aria-label={name} className={shared.cell}>
      <h3>
        <bdi>{name}</bdi>
      </h3>
      {error ? <CrmFault fault={error}>{decision}</CrmFault> : <div className={shared.trouble}>{decision}</div>}
    </section>
  );
}

function columns(texts: CrmTexts, format: Formats): readonly Column<Entity>[] {
  return [
    {
      name: texts.entity,
      cell: ({ name, table }) => (
        <span className={shared.cell}>
          <bdi>{name}</bdi>
          <bdi className={shared.mono}>{table}</bdi>
        </span>
      ),
    },
    { name: texts.state, cell: (entity) => <State entity={entity} /> },
    {
      name: texts.lag,
      isNumber: true,
      cell: ({ lagSeconds }) => (
        <span data-volatile="">{lagSeconds === null ? '–' : format.duration(lagSeconds * 1_000)}</span>
      ),
    },
    { name: texts.rows, cell: (entity) => <Rows entity={entity} /> },
    {
      name: texts.position,
      cell: ({ watermark }) => (
        <bdi className={shared.mono} data-volatile="">
          {watermark ?? texts.noPosition}
        </bdi>
      ),
    },
    { name: texts.compared, cell: ({ comparedAt }) => (comparedAt ? <Ago time={comparedAt} /> : texts.never) },
  ];
}

function State({ entity: { state, walk } }: { readonly entity: Entity }): ReactNode {
  const texts = useMessages(CRM_MESSAGES);
  const format = useFormat();
  return (
    <span className={shared.cell}>
      <span>
        <Badge tone={TONES[state]}>{texts.syncState[state]}</Badge>
      </span>
      {walk && (
        <Progress label={texts.walk[walk.kind]} share={walk.total ? Math.min(1, walk.rows / walk.total) : undefined}>
          {texts.walk[walk.kind]}:{' '}
          {texts.walkRows(format.number(walk.rows), walk.total === null ? undefined : format.number(walk.total))}
        </Progress>
      )}
    </span>
  );
}

function Rows({ entity: { rowsRead, rowsWritten, rowsSkipped, rowsParked } }: { readonly entity: Entity }): ReactNode {
  const texts = useMessages(CRM_MESSAGES);
  const format = useFormat();
  return (
    <span className={shared.cell}>
      <span data-volatile="">
        <Parts of={[texts.read(format.number(rowsRead)), texts.written(format.number(rowsWritten))]} />
      </span>
      {rowsSkipped > 0 && <span className={shared.note}>{texts.skipped(format.number(rowsSkipped))}</span>}
      {rowsParked > 0 && (
        <span>
          <Badge tone="warn">{texts.parked(rowsParked, format.number(rowsParked))}</Badge>
        </span>
      )}
    </span>
  );
}
