import type { ReactNode } from 'react';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Panel } from '../../ui/panel.tsx';
import { PERFORMANCE_MESSAGES } from './performance.messages.ts';
import type { Measured } from './performance-view.tsx';

const GRADES = ['A', 'B', 'C'];

/** Precision and recall of selecting the leads from the lower limit of each grade on. */
export function CutPoints({ confusion }: { readonly confusion: Measured['report']['confusion'] }): ReactNode {
  const texts = useMessages(PERFORMANCE_MESSAGES);
  const format = useFormat();
  const share = (part: number, whole: number): string => (whole === 0 ? '–' : format.percent(part / whole));
  return (
    <Panel title={texts.cutPoints}>
      <DataTable
        caption={texts.cutPoints}
        isCaptionHidden
        rows={confusion}
        keyOf={({ cutPoint }) => String(cutPoint)}
        columns={[
          {
            name: texts.from,
            cell: (row) => `${format.percent(row.cutPoint)} (${GRADES[confusion.indexOf(row)] ?? ''})`,
          },
          {
            name: texts.selected,
            isNumber: true,
            cell: (row) => format.number(row.truePositives + row.falsePositives),
          },
          { name: texts.converted, isNumber: true, cell: (row) => format.number(row.truePositives) },
          {
            name: texts.precision,
            isNumber: true,
            cell: (row) => share(row.truePositives, row.truePositives + row.falsePositives),
          },
          {
            name: texts.recall,
            isNumber: true,
            cell: (row) => share(row.truePositives, row.truePositives + row.falseNegatives),
          },
          { name: texts.missed, isNumber: true, cell: (row) => format.number(row.falseNegatives) },
        ]}
      />
    </Panel>
  );
}
