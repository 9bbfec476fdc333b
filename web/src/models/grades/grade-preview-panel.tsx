import type { ReactNode } from 'react';
import type { ModelGradePreviewQuery } from '../../graph/generated/graphql.ts';
import type { GraphQuery } from '../../graph/use-graph.ts';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { Answer } from '../../ui/answer.tsx';
import { GradeBadge } from '../../ui/badge.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import styles from '../shared/models.module.css';
import { GRADES_MESSAGES } from './grades.messages.ts';
import own from './grades.module.css';

type Preview = NonNullable<ModelGradePreviewQuery['gradePolicyPreview']>;

const GRADES = ['A', 'B', 'C', 'D'] as const;

/** Open leads that would change their grades, and the conversion of past ones by the new grades. */
export function GradePreview({
  of,
  isTried,
}: {
  readonly of: GraphQuery<ModelGradePreviewQuery>;
  readonly isTried: boolean;
}): ReactNode {
  const texts = useMessages(GRADES_MESSAGES);
  if (!isTried) return <p className={styles.hint}>{texts.unchanged}</p>;
  return (
    <section aria-label={texts.preview}>
      <Answer of={of}>{({ gradePolicyPreview }) => gradePolicyPreview && <Effect of={gradePolicyPreview} />}</Answer>
    </section>
  );
}

function Effect({ of }: { readonly of: Preview }): ReactNode {
  const texts = useMessages(GRADES_MESSAGES);
  const format = useFormat();
  return (
    <>
      <p role="status">
        <strong>{texts.moved(of.moved, format.number(of.moved), format.number(of.openLeads))}</strong>
      </p>
      <div className={styles.split}>
        <Moves of={of} />
        <DataTable
          caption={texts.outcomes}
          rows={of.outcomes}
          keyOf={({ grade }) => grade}
          columns={[
            { name: texts.grade, cell: ({ grade }) => <GradeBadge grade={grade} /> },
            { name: texts.decided, isNumber: true, cell: ({ decided }) => format.number(decided) },
            { name: texts.converted, isNumber: true, cell: ({ converted }) => format.number(converted) },
            {
              name: texts.rate,
              isNumber: true,
              cell: ({ conversionRate }) => (conversionRate == null ? '–' : format.percent(conversionRate)),
            },
          ]}
        />
      </div>
    </>
  );
}

function Moves({ of }: { readonly of: Preview }): ReactNode {
  const texts = useMessages(GRADES_MESSAGES);
  const format = useFormat();
  const leads = (from: string, to: string): number =>
    of.moves.find((move) => move.from === from && move.to === to)?.leads ?? 0;
  return (
    <DataTable
      caption={texts.moves}
      rows={GRADES}
      keyOf={(grade) => grade}
      columns={[
        { name: texts.from, cell: (grade) => <GradeBadge grade={grade} /> },
        ...GRADES.map((to) => ({
          name: texts.to(to),
          isNumber: true,
          cell: (from: (typeof GRADES)[number]) => {
            const count = leads(from, to);
            return <span className={from !== to && count > 0 ? own.moved : undefined}>{format.number(count)}</span>;
          },
        })),
        {
          name: texts.total,
          isNumber: true,
          cell: (from) => format.number(GRADES.reduce((sum, to) => sum + leads(from, to), 0)),
        },
      ]}
    />
  );
}
