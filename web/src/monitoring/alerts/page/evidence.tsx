import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { Curve } from '../../../charts/curve.tsx';
import { Distribution } from '../../../charts/distribution.tsx';
import { type Formats, useFormat } from '../../../language/format.ts';
import { useMessages } from '../../../language/messages.ts';
import { Panel } from '../../../ui/panel.tsx';
import { MONITORING_MESSAGES } from '../../common/monitoring.messages.ts';
import monitoring from '../../common/monitoring.module.css';
import { namedBins } from '../../drift/bins.ts';
import { DRIFT_MESSAGES } from '../../drift/drift.messages.ts';
import { PERFORMANCE_MESSAGES } from '../../performance/performance.messages.ts';
import type { FoundAlert } from './alert-detail.tsx';
import { evidenceBins, evidenceCurve, evidenceFacts, evidenceReport, type Fact } from './evidence-facts.ts';
import { ALERT_PAGE_MESSAGES } from './page.messages.ts';

// the digits of smaller values, p-values mostly, tell nothing
const LEAST_SHOWN = 0.0001;

/** The data behind the last value of an alert: histograms or a calibration curve where it has them, and its facts. */
export function Evidence({ alert }: { readonly alert: FoundAlert }): ReactNode {
  const texts = useMessages(ALERT_PAGE_MESSAGES);
  const { sources } = useMessages(DRIFT_MESSAGES);
  const { outcomes } = useMessages(MONITORING_MESSAGES);
  const format = useFormat();
  const facts = evidenceFacts(alert.evidence).filter(({ path }) => path !== 'feature' && path !== 'report');
  const known: Readonly<Record<string, string>> = texts.facts;
  const values: Readonly<Record<string, string>> = { ...outcomes, ...sources };
  return (
    <Panel title={texts.evidence} actions={<ReportLink alert={alert} />}>
      {facts.length === 0 && <p>{texts.noEvidence}</p>}
      <div className={monitoring.pair}>
        <Drawing alert={alert} />
        <dl className={monitoring.definitions}>
          {facts.map((fact, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: entries of a list share their path
            <div key={`${fact.path} ${index}`}>
              <dt>{known[fact.path] ?? <code>{fact.path}</code>}</dt>
              <dd>
                <bdi>{textOf(fact, values, format)}</bdi>
              </dd>
            </div>
          ))}
        </dl>
      </div>
    </Panel>
  );
}

function ReportLink({ alert: { evidence, model, version, feature } }: { readonly alert: FoundAlert }): ReactNode {
  const texts = useMessages(ALERT_PAGE_MESSAGES);
  const report = evidenceReport(evidence);
  if (report === undefined || version === null) return null;
  const search = new URLSearchParams({ model, version: String(version), report, ...(feature && { feature }) });
  return <Link href={`/monitoring/drift?${search}`}>{texts.report}</Link>;
}

function Drawing({ alert: { evidence } }: { readonly alert: FoundAlert }): ReactNode {
  const texts = useMessages(ALERT_PAGE_MESSAGES);
  const drift = useMessages(DRIFT_MESSAGES);
  const performance = useMessages(PERFORMANCE_MESSAGES);
  const format = useFormat();
  const bins = evidenceBins(evidence);
  const curve = evidenceCurve(evidence);
  if (bins.length > 0)
    return (
      <Distribution
        title={texts.distribution}
        referenceName={texts.reference}
        currentName={texts.current}
        bins={namedBins(bins, drift.bin, (value) => format.number(value, 4))}
      />
    );
  if (curve.length > 0)
    return (
      <Curve
        title={texts.calibration}
        xName={performance.meanProbability}
        yName={performance.observed}
        countName={performance.leads}
        diagonalName={performance.perfect}
        points={curve.map(({ meanProbability, conversionRate, leads }) => ({
          x: meanProbability,
          y: conversionRate.estimate,
          lower: conversionRate.lower,
          upper: conversionRate.upper,
          count: leads,
        }))}
      />
    );
  return null;
}

function textOf({ kind, value }: Fact, known: Readonly<Record<string, string>>, format: Formats): string {
  if (typeof value === 'string') return known[value] ?? value;
  if (kind === 'TIME') return format.dateTime(value);
  if (kind === 'SHARE') return format.percent(value, 2);
  if (value !== 0 && Math.abs(value) < LEAST_SHOWN) return `< ${format.number(LEAST_SHOWN, 4)}`;
  return format.number(value, Math.abs(value) < 10 ? 4 : 1);
}
