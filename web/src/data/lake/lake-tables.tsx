import type { ReactNode } from 'react';
import { type Formats, useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { Badge } from '../../ui/badge.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Ago } from '../../ui/time.tsx';
import shared from '../shared/data.module.css';
import { LAKE_MESSAGES, type LakeTexts } from './lake.messages.ts';
import styles from './lake.module.css';
import { countResults, LAYERS, type LakeTableFacts } from './lake-summary.ts';

/** The tables of the lake with rows, size, freshness against its limit, version and results of their checks. */
export function LakeTables({
  tables,
  overdueSeconds,
  onChoose,
}: {
  readonly tables: readonly LakeTableFacts[];
  readonly overdueSeconds: number | undefined;
  readonly onChoose: (table: string) => void;
}): ReactNode {
  const texts = useMessages(LAKE_MESSAGES);
  const format = useFormat();
  const ordered = LAYERS.flatMap((layer) => tables.filter((table) => table.layer === layer));
  return (
    <Panel title={texts.tables}>
      <DataTable
        caption={texts.tablesCaption}
        isCaptionHidden
        columns={columns(texts, format, overdueSeconds, onChoose)}
        rows={ordered}
        keyOf={({ name }) => name}
      />
      {overdueSeconds !== undefined && (
        <p className={shared.note}>{texts.overdueAfter(format.duration(overdueSeconds * 1_000))}</p>
      )}
    </Panel>
  );
}

function columns(
  texts: LakeTexts,
  format: Formats,
  overdueSeconds: number | undefined,
  onChoose: (table: string) => void,
): readonly Column<LakeTableFacts>[] {
  const measure = (value: number | null, show: (value: number) => string): ReactNode =>
    value === null ? '–' : <span data-volatile="">{show(value)}</span>;
  return [
    {
      name: texts.table,
      cell: ({ name }) => (
        <button type="button" className={styles.choose} onClick={() => onChoose(name)}>
          <bdi>{name}</bdi>
        </button>
      ),
    },
    { name: texts.rows, isNumber: true, cell: ({ rows }) => measure(rows, format.number) },
    {
      name: texts.size,
      isNumber: true,
      cell: ({ bytes, files }) => (
        <span className={shared.cell}>
          {measure(bytes, format.bytes)}
          {files !== null && (
            <span className={shared.note} data-volatile="">
              {texts.files(files, format.number(files))}
            </span>
          )}
        </span>
      ),
    },
    { name: texts.freshness, cell: (table) => <Freshness table={table} overdueSeconds={overdueSeconds} /> },
    { name: texts.version, cell: (table) => <Version table={table} /> },
    { name: texts.checks, cell: (table) => <Checks table={table} /> },
  ];
}

function Freshness({
  table: { layer, refreshedAt, freshnessSeconds },
  overdueSeconds,
}: {
  readonly table: LakeTableFacts;
  readonly overdueSeconds: number | undefined;
}): ReactNode {
  const texts = useMessages(LAKE_MESSAGES);
  if (refreshedAt === null || freshnessSeconds === null)
    return <span className={shared.note}>{texts.neverWritten}</span>;
  const isLate = overdueSeconds !== undefined && freshnessSeconds > overdueSeconds;
  return (
    <span className={styles.freshness}>
      <Ago time={refreshedAt} />
      {layer === 'PREDICTIONS' ? (
        <span className={shared.note}>{texts.noSchedule}</span>
      ) : (
        <Badge tone={isLate ? 'warn' : 'good'}>{isLate ? texts.late : texts.fresh}</Badge>
      )}
    </span>
  );
}

function Version({ table: { version, passedVersion, updatedAt } }: { readonly table: LakeTableFacts }): ReactNode {
  const texts = useMessages(LAKE_MESSAGES);
  const format = useFormat();
  if (version === null) return '–';
  return (
    <span className={shared.cell}>
      <span data-volatile="">{format.number(version)}</span>
      {updatedAt !== null && (
        <span className={shared.note}>
          <Ago time={updatedAt} />
        </span>
      )}
      {passedVersion !== version && (
        <span className={shared.warning}>
          {passedVersion === null ? texts.nonePassed : texts.heldBack(format.number(passedVersion))}
        </span>
      )}
    </span>
  );
}

function Checks({ table }: { readonly table: LakeTableFacts }): ReactNode {
  const texts = useMessages(LAKE_MESSAGES);
  const format = useFormat();
  const counts = countResults(table);
  const tones = { FAILED: 'bad', PASSED: 'good', INSUFFICIENT: 'neutral' } as const;
  const shown = (['FAILED', 'PASSED', 'INSUFFICIENT'] as const).filter((status) => counts[status] > 0);
  if (shown.length === 0) return '–';
  return (
    <span className={shared.row}>
      {shown.map((status) => (
        <Badge key={status} tone={tones[status]}>
          {texts.counts[status](format.number(counts[status]))}
        </Badge>
      ))}
    </span>
  );
}
