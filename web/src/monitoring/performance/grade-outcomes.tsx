import type { ReactNode } from 'react';
import { IntervalBar } from '../../charts/interval-bar.tsx';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { GradeBadge } from '../../ui/badge.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Panel } from '../../ui/panel.tsx';
import { PERFORMANCE_MESSAGES } from './performance.messages.ts';
import type { Measured } from './performance-view.tsx';

/** Outcomes of the leads of each grade. */
export function GradeOutcomes({ grades }: { readonly grades: Measured['grades'] }): ReactNode {
  const texts = useMessages(PERFORMANCE_MESSAGES);
  const format = useFormat();
  const most = Math.max(0.05, ...grades.map(({ conversionRate }) => conversionRate?.upper ?? 0));
  return (
    <Panel title={texts.grades}>
      <DataTable
        caption={texts.grades}
        isCaptionHidden
        rows={grades}
        keyOf={({ grade }) => grade}
        columns={[
          { name: texts.grade, cell: ({ grade }) => <GradeBadge grade={grade} /> },
          {
            name: texts.rate,
            cell: ({ conversionRate }) => (conversionRate ? <IntervalBar share={conversionRate} most={most} /> : '–'),
          },
          { name: texts.matured, isNumber: true, cell: ({ matured }) => format.number(matured) },
          { name: texts.pending, isNumber: true, cell: ({ pending }) => format.number(pending) },
          { name: texts.converted, isNumber: true, cell: ({ converted }) => format.number(converted) },
        ]}
      />
    </Panel>
  );
}
