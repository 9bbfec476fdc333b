import type { ReactNode } from 'react';
import type { DataCrmParkedRowsQuery } from '../../graph/generated/graphql.ts';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { CheckField } from '../../ui/field.tsx';
import { Ago } from '../../ui/time.tsx';
import shared from '../shared/data.module.css';
import { CRM_MESSAGES } from './crm.messages.ts';
import { CrmFault } from './crm-fault.tsx';

/** A row of the CRM that could not be written. */
export type ParkedRow = NonNullable<DataCrmParkedRowsQuery['crmParkedRows']>['edges'][number]['node'];

/** Identity of a parked row: a key is unique within its entity only. */
export function rowId({ entity, key }: ParkedRow): string {
  return `${entity}\n${key}`;
}

/** Parked rows with their reasons. With `onChoose` they can be chosen. */
export function ParkedRowTable({
  rows,
  chosen,
  onChoose,
}: {
  readonly rows: readonly ParkedRow[];
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: ((chosen: ReadonlySet<string>) => void) | undefined;
}): ReactNode {
  const texts = useMessages(CRM_MESSAGES);
  const format = useFormat();
  const hasAll = rows.every((row) => chosen.has(rowId(row)));
  const columns: readonly Column<ParkedRow>[] = [
    { name: texts.entity, cell: ({ entity }) => <bdi>{entity}</bdi> },
    {
      name: texts.key,
      cell: (row) =>
        onChoose ? (
          <CheckField
            label={row.key}
            aria-label={texts.select(row.key)}
            checked={chosen.has(rowId(row))}
            onChange={() => onChoose(withToggled(chosen, rowId(row)))}
          />
        ) : (
          <bdi>{row.key}</bdi>
        ),
    },
    {
      name: texts.reason,
      cell: (row) => (
        <div className={shared.sentence}>
          <CrmFault fault={row} />
        </div>
      ),
    },
    { name: texts.attempts, isNumber: true, cell: ({ attempts }) => format.number(attempts) },
    { name: texts.parkedAt, cell: ({ parkedAt }) => <Ago time={parkedAt} /> },
  ];
  return (
    <>
      {onChoose && (
        <CheckField
          label={texts.selectAll}
          checked={hasAll}
          onChange={() => onChoose(hasAll ? new Set() : new Set(rows.map(rowId)))}
        />
      )}
      <DataTable caption={texts.rowsCaption} isCaptionHidden columns={columns} rows={rows} keyOf={rowId} />
    </>
  );
}

function withToggled(set: ReadonlySet<string>, value: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(value)) next.add(value);
  return next;
}
