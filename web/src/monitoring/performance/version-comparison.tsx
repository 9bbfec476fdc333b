import { type ReactNode, useState } from 'react';
import { MonitoringVersionPerformanceDocument } from '../../graph/generated/graphql.ts';
import { useGraph } from '../../graph/use-graph.ts';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { Answer } from '../../ui/answer.tsx';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Panel } from '../../ui/panel.tsx';
import { PERFORMANCE_MESSAGES } from './performance.messages.ts';

/** The newest versions of a model side by side; measured on demand. */
export function VersionComparison({ model }: { readonly model: string }): ReactNode {
  const texts = useMessages(PERFORMANCE_MESSAGES);
  const [isAsked, setAsked] = useState(false);
  return (
    <Panel title={texts.versions}>
      {isAsked ? (
        <Versions model={model} />
      ) : (
        <div>
          <Button onClick={() => setAsked(true)}>{texts.loadVersions}</Button>
        </div>
      )}
    </Panel>
  );
}

function Versions({ model }: { readonly model: string }): ReactNode {
  const texts = useMessages(PERFORMANCE_MESSAGES);
  const format = useFormat();
  const versions = useGraph(MonitoringVersionPerformanceDocument, { model });
  const orNone = (value: number | null | undefined, text: (value: number) => string): string =>
    value === null || value === undefined ? '–' : text(value);
  return (
    <Answer of={versions}>
      {(data) => (
        <DataTable
          caption={texts.versions}
          isCaptionHidden
          rows={data.model?.versions ?? []}
          keyOf={({ version }) => String(version)}
          columns={[
            { name: texts.version, cell: ({ version }) => format.number(version) },
            {
              name: texts.source,
              cell: ({ performance }) => (performance ? texts.sourceIs[performance.source] : '–'),
            },
            { name: texts.matured, isNumber: true, cell: (row) => format.number(row.performance?.report.matured ?? 0) },
            { name: texts.pending, isNumber: true, cell: (row) => format.number(row.performance?.report.pending ?? 0) },
            {
              name: texts.auc,
              isNumber: true,
              cell: ({ performance }) => {
                const auc = performance?.report.auc;
                if (!auc) return '–';
                return (
                  <bdi>{`${format.number(auc.auc, 3)} (${format.number(auc.lower, 3)} – ${format.number(auc.upper, 3)})`}</bdi>
                );
              },
            },
            {
              name: texts.names.lift,
              isNumber: true,
              cell: (row) => orNone(row.performance?.report.top?.lift, (value) => format.number(value, 2)),
            },
            {
              name: texts.names.calibrationError,
              isNumber: true,
              cell: (row) =>
                orNone(row.performance?.report.calibration?.expectedError, (value) => format.percent(value)),
            },
            {
              name: texts.names.logLoss,
              isNumber: true,
              cell: (row) => orNone(row.performance?.report.logLoss, (value) => format.number(value, 4)),
            },
          ]}
        />
      )}
    </Answer>
  );
}
