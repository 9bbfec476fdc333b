import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { serverNow } from '../../../clock/server-clock.ts';
import type { MonitoringAlertQuery } from '../../../graph/generated/graphql.ts';
import { useFormat } from '../../../language/format.ts';
import { useMessages } from '../../../language/messages.ts';
import { Figure, Figures, Panel } from '../../../ui/panel.tsx';
import { Ago } from '../../../ui/time.tsx';
import { MONITORING_MESSAGES } from '../../common/monitoring.messages.ts';
import monitoring from '../../common/monitoring.module.css';
import { useAlertWords } from '../words/use-alert-words.ts';
import type { FoundAlert } from './alert-detail.tsx';
import { ALERT_PAGE_MESSAGES } from './page.messages.ts';

/** The present state of an alert with the limits of its rule. */
export function AlertState({
  alert,
  levels,
}: {
  readonly alert: FoundAlert;
  readonly levels: NonNullable<MonitoringAlertQuery['alertRules']>[number]['levels'];
}): ReactNode {
  const texts = useMessages(ALERT_PAGE_MESSAGES);
  const { severities } = useMessages(MONITORING_MESSAGES);
  const { value } = useAlertWords();
  const format = useFormat();
  const isMuted = alert.mutedUntil !== null && Date.parse(alert.mutedUntil) > serverNow();
  return (
    <Panel title={texts.now}>
      <Figures>
        <Figure name={texts.value}>
          <bdi>{value(alert.metric, alert.value)}</bdi>
        </Figure>
        <Figure name={texts.opened}>
          <Ago time={alert.openedAt} />
        </Figure>
        <Figure name={texts.openings}>{format.number(alert.openings)}</Figure>
        {alert.resolvedAt !== null && (
          <Figure name={texts.resolved}>
            <Ago time={alert.resolvedAt} />
          </Figure>
        )}
      </Figures>
      <ul className={monitoring.facts}>
        {levels.map(({ severity, enter, leave }) => (
          <li key={severity}>
            {texts.limit(severities[severity], value(alert.metric, enter), value(alert.metric, leave))}
          </li>
        ))}
        {alert.resolvedAt !== null && (
          <li>{alert.resolvedBy === null ? texts.automatically : <bdi>{texts.by(alert.resolvedBy)}</bdi>}</li>
        )}
        {isMuted && (
          <li>
            {texts.muted} {format.dateTime(alert.mutedUntil as string)}
          </li>
        )}
        {alert.noDataSince !== null && (
          <li>
            {texts.noData} {format.dateTime(alert.noDataSince)}
          </li>
        )}
        {alert.observedAt !== null && (
          <li>
            {texts.measured} <Ago time={alert.observedAt} />
          </li>
        )}
        <li>
          {texts.rule}: <Link href="/monitoring/alerts?view=rules">{alert.rule}</Link>
        </li>
      </ul>
    </Panel>
  );
}
