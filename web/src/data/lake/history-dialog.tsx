import type { ReactNode } from 'react';
import { TimeSeries } from '../../charts/time-series.tsx';
import { DataLakeHistoryDocument, type DataLakeHistoryQuery } from '../../graph/generated/graphql.ts';
import { useGraph } from '../../graph/use-graph.ts';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { Answer } from '../../ui/answer.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { DATA_MESSAGES } from '../shared/data.messages.ts';
import shared from '../shared/data.module.css';
import { LAKE_MESSAGES, ruleText } from './lake.messages.ts';
import { boundsText, figureText } from './lake-figure.ts';
import type { TableExpectation } from './lake-summary.ts';

type Result = NonNullable<DataLakeHistoryQuery['lakeExpectationResults']>['edges'][number]['node'];

const MOST_RESULTS = 200;
const TONES = { PASSED: 'good', FAILED: 'bad', INSUFFICIENT: 'neutral' } as const;

/** Results of an expectation that are kept: figure and bounds over time, and as a list. */
export function HistoryDialog({
  of,
  onClose,
}: {
  readonly of: TableExpectation | undefined;
  readonly onClose: () => void;
}): ReactNode {
  const texts = useMessages(LAKE_MESSAGES);
  const { close } = useMessages(DATA_MESSAGES);
  return (
    <Dialog
      isOpen={of !== undefined}
      onClose={onClose}
      title={of ? texts.historyOf(of.expectation.name) : ''}
      actions={<Button onClick={onClose}>{close}</Button>}
    >
      {of && (
        <>
          <p>
            <bdi>{ruleText(texts, of.expectation)}</bdi>
          </p>
          <History of={of} />
        </>
      )}
    </Dialog>
  );
}

function History({ of: { table, expectation } }: { readonly of: TableExpectation }): ReactNode {
  const texts = useMessages(LAKE_MESSAGES);
  const history = useGraph(DataLakeHistoryDocument, { table, expectation: expectation.name, first: MOST_RESULTS });
  return (
    <Answer of={history}>
      {({ lakeExpectationResults }) => {
        const results = (lakeExpectationResults?.edges ?? []).map(({ node }) => node);
        if (results.length === 0) return <p className={shared.note}>{texts.historyNone}</p>;
        return (
          <>
            <Chart results={results} title={table} />
            <Results results={results} />
            <p className={shared.note}>{texts.historyNote}</p>
          </>
        );
      }}
    </Answer>
  );
}

function Chart({ results, title }: { readonly results: readonly Result[]; readonly title: string }): ReactNode {
  const texts = useMessages(LAKE_MESSAGES);
  const ascending = results.toReversed();
  const line = (name: string, of: (result: Result) => number | null) => ({ name, values: ascending.map(of) });
  const bounds = [line(texts.least, ({ least }) => least), line(texts.greatest, ({ greatest }) => greatest)];
  return (
    <TimeSeries
      title={title}
      data={{
        times: ascending.map(({ checkedAt }) => Date.parse(checkedAt)),
        series: [
          line(texts.found, ({ found }) => found),
          ...bounds.filter(({ values }) => values.some((value) => value !== null)),
        ],
      }}
      format={(value, formats) => figureText(value, results[0]?.unit ?? null, formats)}
    />
  );
}

function Results({ results }: { readonly results: readonly Result[] }): ReactNode {
  const texts = useMessages(LAKE_MESSAGES);
  const format = useFormat();
  return (
    <DataTable
      caption={texts.history}
      isCaptionHidden
      columns={[
        { name: texts.checked, cell: ({ checkedAt }) => format.dateTime(checkedAt) },
        {
          name: texts.statusLabel,
          cell: ({ status }) => <Badge tone={TONES[status]}>{texts.status[status]}</Badge>,
        },
        {
          name: texts.found,
          isNumber: true,
          cell: ({ found, unit }) => (found === null ? '–' : <bdi>{figureText(found, unit, format)}</bdi>),
        },
        {
          name: texts.bounds,
          isNumber: true,
          cell: (result) => <bdi>{boundsText(result, result.unit, format) ?? '–'}</bdi>,
        },
        { name: texts.rows, isNumber: true, cell: ({ rows }) => format.number(rows) },
        { name: texts.version, isNumber: true, cell: ({ version }) => format.number(version) },
      ]}
      rows={results}
      keyOf={({ checkedAt, version }) => `${checkedAt} ${version}`}
    />
  );
}
