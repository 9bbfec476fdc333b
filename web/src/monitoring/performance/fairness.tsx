import type { ReactNode } from 'react';
import { IntervalBar } from '../../charts/interval-bar.tsx';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { SelectField } from '../../ui/field.tsx';
import { Panel } from '../../ui/panel.tsx';
import monitoring from '../common/monitoring.module.css';
import { useSearch } from '../common/use-search.ts';
import { PERFORMANCE_MESSAGES } from './performance.messages.ts';
import type { Measured } from './performance-view.tsx';
import { sliceText } from './slice-address.ts';

const GRADES = ['A', 'B', 'C'];
const LEAST_COMPARED = 100;

/** Selection and error rates by slice; each slice leads to its own performance. */
export function Fairness({
  dimensions,
  selectedFrom,
  onSelect,
}: {
  readonly dimensions: Measured['fairness'];
  readonly selectedFrom: string;
  readonly onSelect: (grade: string) => void;
}): ReactNode {
  const texts = useMessages(PERFORMANCE_MESSAGES);
  const shown = dimensions
    .map(({ dimension, slices }) => ({
      dimension,
      slices: slices.filter(({ predictions }) => predictions >= LEAST_COMPARED),
    }))
    .filter(({ slices }) => slices.length > 0);
  return (
    <Panel
      title={texts.slices}
      actions={
        <SelectField label={texts.selectedFrom} value={selectedFrom} onChange={(event) => onSelect(event.target.value)}>
          {GRADES.map((grade) => (
            <option key={grade}>{grade}</option>
          ))}
        </SelectField>
      }
    >
      {shown.length === 0 && <p>{texts.noSlices}</p>}
      {shown.map((each) => (
        <Dimension key={each.dimension} {...each} />
      ))}
      <p className={monitoring.note}>{texts.sliceHint}</p>
    </Panel>
  );
}

function Dimension({ dimension, slices }: Measured['fairness'][number]): ReactNode {
  const texts = useMessages(PERFORMANCE_MESSAGES);
  const format = useFormat();
  const [, change] = useSearch();
  const share = (value: number | undefined): string => (value === undefined ? '–' : format.percent(value));
  const most = Math.max(0.05, ...slices.map(({ selectionRate }) => selectionRate.upper));
  return (
    <DataTable
      caption={texts.dimensions[dimension]}
      rows={slices}
      keyOf={({ slice }) => slice}
      columns={[
        {
          name: texts.slice,
          cell: ({ slice }) => (
            <Button kind="quiet" onClick={() => change({ slice: sliceText(dimension, slice) })}>
              <bdi>{slice === '(none)' ? texts.noValue : slice}</bdi>
            </Button>
          ),
        },
        { name: texts.leadsOf, isNumber: true, cell: ({ predictions }) => format.number(predictions) },
        { name: texts.matured, isNumber: true, cell: ({ matured }) => format.number(matured) },
        { name: texts.selectionRate, cell: (row) => <IntervalBar share={row.selectionRate} most={most} /> },
        { name: texts.truePositiveRate, isNumber: true, cell: (row) => share(row.truePositiveRate?.estimate) },
        { name: texts.falsePositiveRate, isNumber: true, cell: (row) => share(row.falsePositiveRate?.estimate) },
        {
          name: texts.ratio,
          isNumber: true,
          cell: ({ selectionRatio, isBelowFourFifths }) => (
            <>
              {selectionRatio === null ? '–' : format.number(selectionRatio, 2)}{' '}
              {isBelowFourFifths && <Badge tone="warn">{texts.belowFourFifths}</Badge>}
            </>
          ),
        },
      ]}
    />
  );
}
