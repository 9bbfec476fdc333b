import { type ReactNode, useMemo } from 'react';
import { serverNow } from '../../clock/server-clock.ts';
import {
  MonitoringQualityDocument,
  type MonitoringQualityQuery,
  MonitoringQualityReferenceDocument,
} from '../../graph/generated/graphql.ts';
import { useGraph } from '../../graph/use-graph.ts';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { Answer } from '../../ui/answer.tsx';
import { SelectField } from '../../ui/field.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Empty } from '../../ui/states.tsx';
import { useEverySecond } from '../../ui/ticking.ts';
import monitoring from '../common/monitoring.module.css';
import { useSearch } from '../common/use-search.ts';
import { WithVersion } from '../common/version-choice.tsx';
import type { VersionChoice } from '../common/versions.ts';
import { FeatureTable } from './feature-table.tsx';
import { QUALITY_MESSAGES } from './quality.messages.ts';
import { type QualityFinding, qualityFindings, referenceMissingShares } from './quality-findings.ts';

/** Statistics of a feature within the window. */
export type FeatureSummary = NonNullable<MonitoringQualityQuery['featureStatistics']>['features'][number];

/** A feature with what is conspicuous about it. */
export interface JudgedFeature extends FeatureSummary {
  readonly referenceMissing: number | undefined;
  readonly findings: readonly QualityFinding[];
}

const PERIODS = ['HOUR', 'DAY', 'WEEK', 'MONTH'] as const;
const HOUR_MS = 3_600_000;
const LENGTH_MS = { HOUR: HOUR_MS, DAY: 24 * HOUR_MS, WEEK: 168 * HOUR_MS, MONTH: 744 * HOUR_MS } as const;
// the start of the window moves on in these steps
const STEP_MS = 60_000;

/** Quality of the features of scored leads: missing, unseen and out-of-range values, against the reference window. */
export default function QualityView(): ReactNode {
  return (
    <WithVersion extra={() => <PeriodField />}>
      {(choice) => <Quality key={`${choice.model}/${choice.version}`} choice={choice} />}
    </WithVersion>
  );
}

function usePeriod(): (typeof PERIODS)[number] {
  const [search] = useSearch();
  return PERIODS.find((name) => name === search.get('period')) ?? 'DAY';
}

function PeriodField(): ReactNode {
  const texts = useMessages(QUALITY_MESSAGES);
  const [, change] = useSearch();
  return (
    <SelectField
      label={texts.period}
      value={usePeriod()}
      onChange={(event) => change({ period: event.target.value === 'DAY' ? undefined : event.target.value })}
    >
      {PERIODS.map((name) => (
        <option key={name} value={name}>
          {texts.periods[name]}
        </option>
      ))}
    </SelectField>
  );
}

function Quality({ choice: { model, version } }: { readonly choice: VersionChoice }): ReactNode {
  const texts = useMessages(QUALITY_MESSAGES);
  const format = useFormat();
  const period = usePeriod();
  useEverySecond(STEP_MS / 1_000);
  const from = new Date(Math.floor((serverNow() - LENGTH_MS[period]) / STEP_MS) * STEP_MS).toISOString();
  const quality = useGraph(MonitoringQualityDocument, { model, version, from }, { keepsPrevious: true });
  const reference = useGraph(MonitoringQualityReferenceDocument, { model, version });
  const report = reference.data?.data.driftReports?.edges[0]?.node;
  const missing = useMemo(() => referenceMissingShares(report?.againstReference.features ?? []), [report]);
  return (
    <Answer of={quality} lines={12}>
      {({ featureStatistics }) => {
        if (!featureStatistics || featureStatistics.rows === 0) return <Empty>{texts.none}</Empty>;
        return (
          <Panel title={texts.title}>
            <p className={monitoring.note} data-volatile="">
              {texts.rows(format.number(featureStatistics.rows))} · {texts.sort}
            </p>
            <FeatureTable features={judged(featureStatistics.features, missing)} />
            <p className={monitoring.note}>{texts.hint}</p>
          </Panel>
        );
      }}
    </Answer>
  );
}

function judged(features: readonly FeatureSummary[], missing: ReadonlyMap<string, number>): readonly JudgedFeature[] {
  return features
    .map((feature) => {
      const referenceMissing = missing.get(feature.feature);
      return { ...feature, referenceMissing, findings: qualityFindings(feature, referenceMissing) };
    })
    .toSorted((a, b) => b.findings.length - a.findings.length);
}
