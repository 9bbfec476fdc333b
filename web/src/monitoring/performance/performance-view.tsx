import { type ReactNode, useState } from 'react';
import {
  MonitoringPerformanceDocument,
  type MonitoringPerformanceQuery,
  type PerformanceSource,
} from '../../graph/generated/graphql.ts';
import { useGraph } from '../../graph/use-graph.ts';
import { useMessages } from '../../language/messages.ts';
import { Answer } from '../../ui/answer.tsx';
import { SelectField } from '../../ui/field.tsx';
import { Empty } from '../../ui/states.tsx';
import monitoring from '../common/monitoring.module.css';
import { useSearch } from '../common/use-search.ts';
import { WithVersion } from '../common/version-choice.tsx';
import type { VersionChoice } from '../common/versions.ts';
import { Cohorts } from './cohorts.tsx';
import { CutPoints } from './cut-points.tsx';
import { Fairness } from './fairness.tsx';
import { GradeOutcomes } from './grade-outcomes.tsx';
import { Measures } from './measures.tsx';
import { PERFORMANCE_MESSAGES } from './performance.messages.ts';
import { PerformanceCurves } from './performance-curves.tsx';
import { PerformanceHead } from './performance-head.tsx';
import { readSlice } from './slice-address.ts';
import { VersionComparison } from './version-comparison.tsx';

const SOURCES = ['LIVE', 'BACKTEST'] as const;

/** The measured performance of a version. */
export type Measured = NonNullable<NonNullable<MonitoringPerformanceQuery['modelVersion']>['performance']>;

/** Performance of a version on leads with known outcomes: ranking, calibration, lift, grades, weeks and slices. */
export default function PerformanceView(): ReactNode {
  return (
    <WithVersion extra={() => <SourceField />}>
      {(choice) => (
        <div className={monitoring.stack}>
          <Performance choice={choice} />
          <VersionComparison model={choice.model} />
        </div>
      )}
    </WithVersion>
  );
}

function SourceField(): ReactNode {
  const texts = useMessages(PERFORMANCE_MESSAGES);
  const [search, change] = useSearch();
  return (
    <SelectField
      label={texts.source}
      value={search.get('source') ?? ''}
      onChange={(event) => change({ source: event.target.value })}
    >
      <option value="">{texts.sources.AUTO}</option>
      {SOURCES.map((source) => (
        <option key={source} value={source}>
          {texts.sources[source]}
        </option>
      ))}
    </SelectField>
  );
}

function Performance({ choice: { model, version } }: { readonly choice: VersionChoice }): ReactNode {
  const texts = useMessages(PERFORMANCE_MESSAGES);
  const [search] = useSearch();
  const [selectedFrom, setSelectedFrom] = useState('B');
  const source = SOURCES.find((name) => name === search.get('source'));
  const slice = readSlice(search.get('slice'));
  const performance = useGraph(
    MonitoringPerformanceDocument,
    { model, version, selectedFrom, source: (source as PerformanceSource | undefined) ?? null, slice: slice ?? null },
    { keepsPrevious: true },
  );
  return (
    <Answer of={performance} lines={12}>
      {({ modelVersion }) => {
        const measured = modelVersion?.performance;
        if (!measured || (measured.report.matured === 0 && measured.report.pending === 0))
          return (
            <>
              {measured && <PerformanceHead measured={measured} />}
              <Empty>{texts.none}</Empty>
            </>
          );
        return (
          <>
            <PerformanceHead measured={measured} />
            <Measures measured={measured} />
            {measured.report.matured > 0 && <PerformanceCurves report={measured.report} />}
            <div className={monitoring.pair}>
              <GradeOutcomes grades={measured.grades} />
              <CutPoints confusion={measured.report.confusion} />
            </div>
            <Cohorts cohorts={measured.cohorts} />
            <Fairness dimensions={measured.fairness} selectedFrom={selectedFrom} onSelect={setSelectedFrom} />
          </>
        );
      }}
    </Answer>
  );
}
