import type { ReactNode } from 'react';
import type { MonitoringDriftFeatureFragment } from '../../graph/generated/graphql.ts';
import { type Formats, useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { DRIFT_MESSAGES } from './drift.messages.ts';
import { type StatisticRow, statisticRows } from './statistic-rows.ts';

const LEAST_SHOWN = 0.0001;

/** Every statistic of a feature with its meaning in words. */
export function Statistics({ drift }: { readonly drift: MonitoringDriftFeatureFragment }): ReactNode {
  const texts = useMessages(DRIFT_MESSAGES);
  const format = useFormat();
  const chance = drift.statistics.psiChanceLevel;
  const meaningOf = ({ name, meaning, isDeciding }: StatisticRow): string =>
    [
      meaning && texts[meaning.meaning](format.number(meaning.limit, 2)),
      name === 'psi' && chance !== null && texts.psiChance(format.number(chance, 3)),
      isDeciding && texts.decided,
    ]
      .filter(Boolean)
      .join(' ');
  return (
    <DataTable
      caption={texts.statistics}
      rows={statisticRows(drift)}
      keyOf={({ name }) => name}
      columns={[
        { name: texts.statistic, cell: ({ name }) => texts.names[name] },
        { name: texts.value, isNumber: true, cell: ({ value }) => <bdi>{shortText(value, format)}</bdi> },
        { name: texts.meaning, cell: meaningOf },
      ]}
    />
  );
}

/** Tiny values, of p-values mostly, as a bound: their digits tell nothing. */
function shortText(value: number, format: Formats): string {
  if (value !== 0 && Math.abs(value) < LEAST_SHOWN) return `< ${format.number(LEAST_SHOWN, 4)}`;
  return format.number(value, Math.abs(value) < 1 ? 4 : 2);
}
