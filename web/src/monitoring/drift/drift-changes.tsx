import type { ReactNode } from 'react';
import { MonitoringDriftChangesDocument } from '../../graph/generated/graphql.ts';
import { useGraph } from '../../graph/use-graph.ts';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { Answer } from '../../ui/answer.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Ago } from '../../ui/time.tsx';
import type { VersionChoice } from '../common/versions.ts';
import { DRIFT_MESSAGES } from './drift.messages.ts';

/** Changes that streaming detectors found in a version, newest first. */
export function DriftChanges({ choice: { model, version } }: { readonly choice: VersionChoice }): ReactNode {
  const texts = useMessages(DRIFT_MESSAGES);
  const format = useFormat();
  const changes = useGraph(MonitoringDriftChangesDocument, { model, version }, { every: 60_000 });
  return (
    <Panel title={texts.changes}>
      <Answer of={changes}>
        {({ modelVersion }) => {
          const found = modelVersion?.driftChanges?.edges.map(({ node }) => node) ?? [];
          if (found.length === 0) return <p>{texts.noChanges}</p>;
          return (
            <DataTable
              caption={texts.changes}
              isCaptionHidden
              rows={found}
              keyOf={({ id }) => id}
              columns={[
                { name: texts.time, cell: ({ at }) => <Ago time={at} /> },
                { name: texts.measure, cell: ({ measure }) => texts.measures[measure] },
                {
                  name: texts.change,
                  cell: ({ direction, meanBefore, meanAfter }) =>
                    `${texts.directions[direction]}${
                      meanBefore === null || meanAfter === null
                        ? ''
                        : ` ${texts.means(format.number(meanBefore, 3), format.number(meanAfter, 3))}`
                    }`,
                },
                { name: texts.detector, cell: ({ detector }) => texts.detectors[detector] },
              ]}
            />
          );
        }}
      </Answer>
    </Panel>
  );
}
