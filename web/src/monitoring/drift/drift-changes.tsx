import type { ReactNode } from 'react';
import { MonitoringDriftChangesDocument } from '../../graph/generated/graphql.ts';
import { useGraphPages } from '../../graph/use-pages.ts';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { Answer } from '../../ui/answer.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ShowMore } from '../../ui/show-more.tsx';
import { Ago } from '../../ui/time.tsx';
import type { VersionChoice } from '../common/versions.ts';
import { DRIFT_MESSAGES } from './drift.messages.ts';

/** Changes that streaming detectors found in a version, newest first. */
export function DriftChanges({ choice: { model, version } }: { readonly choice: VersionChoice }): ReactNode {
  const texts = useMessages(DRIFT_MESSAGES);
  const format = useFormat();
  const pages = useGraphPages(
    MonitoringDriftChangesDocument,
    { model, version },
    ({ modelVersion }) => modelVersion?.driftChanges?.pageInfo,
    { every: 60_000 },
  );
  return (
    <Panel title={texts.changes}>
      <Answer of={pages.query}>
        {(read) => {
          const found = read
            .flatMap(({ modelVersion }) => modelVersion?.driftChanges?.edges ?? [])
            .map(({ node }) => node);
          if (found.length === 0) return <p>{texts.noChanges}</p>;
          return (
            <>
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
              <ShowMore list={texts.changes} shown={found.length} extent={pages} />
            </>
          );
        }}
      </Answer>
    </Panel>
  );
}
