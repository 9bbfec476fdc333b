import type { ReactNode } from 'react';
import { ModelGradesDocument, type ModelGradesQuery } from '../../graph/generated/graphql.ts';
import { useGraph } from '../../graph/use-graph.ts';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { Answer } from '../../ui/answer.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Ago } from '../../ui/time.tsx';
import { FocusPlace } from '../shared/focus-place.tsx';
import styles from '../shared/models.module.css';
import { GRADES_MESSAGES } from './grades.messages.ts';
import { LimitsForm } from './limits-form.tsx';

/** A model with its grade policies. */
export type GradedModel = NonNullable<ModelGradesQuery['model']>;

/** Limits between the grades of a model: tried on today's leads before they are set, and their history. */
export default function GradesTab({ model }: { readonly model: string }): ReactNode {
  const query = useGraph(ModelGradesDocument, { model });
  return (
    <Answer of={query}>
      {({ model: of }) =>
        of && (
          <div className={styles.stack}>
            {/* limits that somebody else has set replace the form */}
            <FocusPlace state={of.gradePolicy.version}>
              <LimitsForm key={of.gradePolicy.version} model={model} policy={of.gradePolicy} />
            </FocusPlace>
            <Policies of={of} />
          </div>
        )
      }
    </Answer>
  );
}

function Policies({ of }: { readonly of: GradedModel }): ReactNode {
  const texts = useMessages(GRADES_MESSAGES);
  const format = useFormat();
  return (
    <Panel title={texts.history}>
      <DataTable
        caption={texts.history}
        isCaptionHidden
        rows={of.gradePolicies.edges.map(({ node }) => node)}
        keyOf={({ name }) => name}
        columns={[
          { name: texts.version, cell: ({ name }) => <bdi>{name}</bdi> },
          ...(['a', 'b', 'c'] as const).map((grade) => ({
            name: grade.toUpperCase(),
            isNumber: true,
            cell: ({ limits }: GradedModel['gradePolicy']) => format.percent(limits[grade], 2),
          })),
          { name: texts.since, cell: ({ at }) => <Ago time={at} /> },
          { name: texts.by, cell: ({ actor }) => <bdi>{actor ?? texts.nobody}</bdi> },
          { name: texts.reason, cell: ({ reason }) => <bdi className={styles.prose}>{reason}</bdi> },
        ]}
      />
    </Panel>
  );
}
