import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { MonitoringAlertDocument, type MonitoringAlertQuery } from '../../../graph/generated/graphql.ts';
import { type ListExtent, useGraphPages } from '../../../graph/use-pages.ts';
import { useMessages } from '../../../language/messages.ts';
import { Answer } from '../../../ui/answer.tsx';
import { Badge } from '../../../ui/badge.tsx';
import { PageHead, Panel } from '../../../ui/panel.tsx';
import { Empty } from '../../../ui/states.tsx';
import { MONITORING_MESSAGES } from '../../common/monitoring.messages.ts';
import monitoring from '../../common/monitoring.module.css';
import { TONES } from '../../common/tones.ts';
import { AlertButtons } from '../actions/alert-buttons.tsx';
import { useAlertChanges } from '../live/use-alert-changes.ts';
import { useAlertWords } from '../words/use-alert-words.ts';
import { AlertState } from './alert-state.tsx';
import { Deliveries } from './deliveries.tsx';
import { Evidence } from './evidence.tsx';
import { AlertHistory } from './history.tsx';
import { AlertIncident } from './incident.tsx';
import { ALERT_PAGE_MESSAGES } from './page.messages.ts';
import { splitRunbook } from './runbook.ts';

/** An alert with everything that is known about it. */
export type FoundAlert = NonNullable<MonitoringAlertQuery['alert']>;

/** An alert of its incident. */
export type IncidentAlert = NonNullable<FoundAlert['incident']>['alerts']['edges'][number]['node'];

/** One alert, live: its state and limits, the runbook, evidence, incident, history and deliveries. */
export function AlertDetail({ id }: { readonly id: string }): ReactNode {
  const texts = useMessages(ALERT_PAGE_MESSAGES);
  const pages = useGraphPages(MonitoringAlertDocument, { id }, ({ alert }) => alert?.incident?.alerts.pageInfo, {
    every: 30_000,
  });
  useAlertChanges();
  return (
    <>
      <nav aria-label={texts.trail}>
        <Link href="/monitoring/alerts">{texts.toList}</Link>
      </nav>
      <Answer of={pages.query} lines={12}>
        {(read) =>
          read[0]?.alert ? (
            <Found
              alert={read[0].alert}
              rules={read[0].alertRules ?? []}
              incidentAlerts={read.flatMap(({ alert }) => alert?.incident?.alerts.edges ?? []).map(({ node }) => node)}
              extent={pages}
            />
          ) : (
            <>
              <PageHead title={texts.alert} />
              <Empty>
                <p>{texts.missing}</p>
                <code className="wrap">{id}</code>
              </Empty>
            </>
          )
        }
      </Answer>
    </>
  );
}

function Found({
  alert,
  rules,
  incidentAlerts,
  extent,
}: {
  readonly alert: FoundAlert;
  readonly rules: NonNullable<MonitoringAlertQuery['alertRules']>;
  readonly incidentAlerts: readonly IncidentAlert[];
  /** of the alerts of the incident */
  readonly extent: ListExtent;
}): ReactNode {
  const { severities } = useMessages(MONITORING_MESSAGES);
  const { subject, words } = useAlertWords();
  const title = subject(alert);
  return (
    <>
      <PageHead title={title}>
        <span className={monitoring.badges}>
          <Badge tone={TONES[alert.severity] ?? 'neutral'}>{severities[alert.severity]}</Badge>
          <Badge tone={alert.status === 'RESOLVED' ? 'good' : 'neutral'}>{words.statuses[alert.status]}</Badge>
          <AlertButtons alert={alert} subject={title} />
        </span>
      </PageHead>
      <div className={monitoring.stack}>
        <div className={monitoring.pair}>
          <AlertState alert={alert} levels={rules.find(({ name }) => name === alert.rule)?.levels ?? []} />
          <Runbook text={alert.runbook} />
        </div>
        <Evidence alert={alert} />
        <AlertHistory alert={alert} />
        <Deliveries deliveries={alert.deliveries} />
        {alert.incident && (
          <AlertIncident incident={alert.incident} alerts={incidentAlerts} extent={extent} of={alert.id} />
        )}
      </div>
    </>
  );
}

function Runbook({ text }: { readonly text: string }): ReactNode {
  const texts = useMessages(ALERT_PAGE_MESSAGES);
  const { advice, page } = splitRunbook(text);
  return (
    <Panel title={texts.runbook}>
      <p dir="auto">{advice}</p>
      {page !== undefined && (
        <p className={monitoring.note}>
          {texts.runbookAt}: <code className="wrap">{page}</code>
        </p>
      )}
    </Panel>
  );
}
