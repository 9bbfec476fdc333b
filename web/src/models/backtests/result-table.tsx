import type { ReactNode } from 'react';
import { type Formats, useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { DataTable } from '../../ui/data-table.tsx';
import styles from '../shared/models.module.css';
import { bestOf } from '../versions/comparison-rows.ts';
import type { MeasuredBacktest } from './backtest-results.tsx';
import { BACKTESTS_MESSAGES } from './backtests.messages.ts';
import { areComparable, type ResultRow, type ResultValue, resultRows } from './result-rows.ts';

const SHOWN: Readonly<Record<ResultRow['kind'], (value: number, format: Formats) => string>> = {
  COUNT: (value, format) => format.number(value),
  SHARE: (value, format) => format.percent(value),
  SCORE: (value, format) => format.number(value, 4),
  SIGNED: (value, format) => format.signed(value, 4),
  RATIO: (value, format) => format.number(value, 2),
};

/** Figures of one back-test, or of two side by side with the better one marked. */
export function ResultTable({ of }: { readonly of: readonly (MeasuredBacktest | null | undefined)[] }): ReactNode {
  const texts = useMessages(BACKTESTS_MESSAGES);
  const backtests = of.filter((backtest) => backtest != null);
  if (backtests.every(({ performance }) => !performance)) return <p className={styles.hint}>{texts.noPerformance}</p>;
  const isComparable = areComparable(backtests);
  return (
    <>
      {!isComparable && <p className={styles.warning}>{texts.notComparable}</p>}
      <DataTable
        caption={texts.results}
        isCaptionHidden
        rows={resultRows(backtests.map(({ performance }) => performance?.report))}
        keyOf={({ name }) => name}
        columns={[
          { name: texts.figure, cell: ({ name }) => texts[name] },
          ...backtests.map(({ id, version }, index) => ({
            name: texts.column(id, version),
            isNumber: true,
            cell: (row: ResultRow) => <Cell row={row} index={index} isComparable={isComparable} />,
          })),
        ]}
      />
    </>
  );
}

function Cell({
  row,
  index,
  isComparable,
}: {
  readonly row: ResultRow;
  readonly index: number;
  readonly isComparable: boolean;
}): ReactNode {
  const texts = useMessages(BACKTESTS_MESSAGES);
  const text = useText(row.kind, row.values[index]);
  const values = row.values.map((each) => each?.value);
  if (!isComparable || !row.metric || bestOf(row.metric, values) !== index) return <bdi dir="ltr">{text}</bdi>;
  return (
    <span className={styles.best}>
      <bdi dir="ltr">{text}</bdi> <span className="visually-hidden">{texts.best}</span>
    </span>
  );
}

function useText(kind: ResultRow['kind'], found: ResultValue | undefined): string {
  const format = useFormat();
  if (!found) return '–';
  const show = (value: number): string => SHOWN[kind](value, format);
  const { value, lower, upper } = found;
  return lower === undefined || upper === undefined ? show(value) : `${show(value)} (${show(lower)} – ${show(upper)})`;
}
