import { type ReactNode, useState } from 'react';
import {
  MonitoringVersionPerformanceDocument,
  type MonitoringVersionPerformanceQuery,
} from '../../graph/generated/graphql.ts';
import { type PageOfRows, pageOfRows } from '../../graph/page-position.ts';
import { useGraphPages } from '../../graph/use-pages.ts';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { Answer } from '../../ui/answer.tsx';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ShowMore } from '../../ui/show-more.tsx';
import { PERFORMANCE_MESSAGES } from './performance.messages.ts';

type MeasuredVersion = NonNullable<MonitoringVersionPerformanceQuery['model']>['versions'][number];

// one fewer than its document asks for
const PAGE_VERSIONS = 10;

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
  const pages = useGraphPages(MonitoringVersionPerformanceDocument, { model }, (page) => pageOf(page).position);
  const versions = (pages.query.data?.data ?? []).flatMap((page) => pageOf(page).rows);
  const orNone = (value: number | null | undefined, text: (value: number) => string): string =>
    value === null || value === undefined ? '–' : text(value);
  return (
    <Answer of={pages.query}>
      {() => (
        <>
          <DataTable
            caption={texts.versions}
            isCaptionHidden
            rows={versions}
            keyOf={({ version }) => String(version)}
            columns={[
              { name: texts.version, cell: ({ version }) => format.number(version) },
              {
                name: texts.source,
                cell: ({ performance }) => (performance ? texts.sourceIs[performance.source] : '–'),
              },
              {
                name: texts.matured,
                isNumber: true,
                cell: (row) => format.number(row.performance?.report.matured ?? 0),
              },
              {
                name: texts.pending,
                isNumber: true,
                cell: (row) => format.number(row.performance?.report.pending ?? 0),
              },
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
          <ShowMore list={texts.versions} shown={versions.length} extent={pages} />
        </>
      )}
    </Answer>
  );
}

function pageOf({ model }: MonitoringVersionPerformanceQuery): PageOfRows<MeasuredVersion> {
  return pageOfRows(model?.versions ?? [], PAGE_VERSIONS, ({ version }) => version);
}
