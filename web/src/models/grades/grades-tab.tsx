import type { ReactNode } from 'react';
import { ModelGradesDocument, type ModelGradesQuery } from '../../graph/generated/graphql.ts';
import { type ListExtent, useGraphPages } from '../../graph/use-pages.ts';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { Answer } from '../../ui/answer.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ShowMore } from '../../ui/show-more.tsx';
import { Ago } from '../../ui/time.tsx';
import { FocusPlace } from '../shared/focus-place.tsx';
import styles from '../shared/models.module.css';
import { GRADES_MESSAGES } from './grades.messages.ts';
import { LimitsForm } from './limits-form.tsx';

/** A model with its grade policies. */
export type GradedModel = NonNullable<ModelGradesQuery['model']>;

type Policy = GradedModel['gradePolicies']['edges'][number]['node'];

/** Limits between the grades of a model: tried on today's leads before they are set, and their history. */
export default function GradesTab({ model }: { readonly model: string }): ReactNode {
  const pages = useGraphPages(ModelGradesDocument, { model }, ({ model: of }) => of?.gradePolicies.pageInfo);
  return (
    <Answer of={pages.query}>
      {(read) => {
        const of = read[0]?.model;
        const policies = read.flatMap((page) => page.model?.gradePolicies.edges ?? []).map(({ node }) => node);
        return (
          of && (
            <div className={styles.stack}>
              {/* limits that somebody else has set replace the form */}
              <FocusPlace state={of.gradePolicy.version}>
                <LimitsForm key={of.gradePolicy.version} model={model} policy={of.gradePolicy} />
              </FocusPlace>
              <Policies policies={policies} extent={pages} />
            </div>
          )
        );
      }}
    </Answer>
  );
}

function Policies({
  policies,
  extent,
}: {
  readonly policies: readonly Policy[];
  readonly extent: ListExtent;
}): ReactNode {
  const texts = useMessages(GRADES_MESSAGES);
  const format = useFormat();
  return (
    <Panel title={texts.history}>
      <DataTable
        caption={texts.history}
        isCaptionHidden
        rows={policies}
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
      <ShowMore list={texts.history} shown={policies.length} extent={extent} />
    </Panel>
  );
}
