import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { ListExtent } from '../../../graph/use-pages.ts';
import { useFormat } from '../../../language/format.ts';
import { useMessages } from '../../../language/messages.ts';
import { useRight } from '../../../session/rights.ts';
import { Badge } from '../../../ui/badge.tsx';
import { DataTable } from '../../../ui/data-table.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { ShowMore } from '../../../ui/show-more.tsx';
import { Ago } from '../../../ui/time.tsx';
import { alertHref } from '../../common/address.ts';
import { MONITORING_MESSAGES } from '../../common/monitoring.messages.ts';
import monitoring from '../../common/monitoring.module.css';
import { TONES } from '../../common/tones.ts';
import { ActionButtons } from '../actions/alert-buttons.tsx';
import { LIST_MESSAGES } from '../list/list.messages.ts';
import { useAlertWords } from '../words/use-alert-words.ts';
import type { FoundAlert, IncidentAlert } from './alert-detail.tsx';
import { ALERT_PAGE_MESSAGES } from './page.messages.ts';

/** The incident of an alert: its state, and the other alerts with the same cause. @param of id of the alert itself */
export function AlertIncident({
  incident,
  alerts,
  extent,
  of,
}: {
  readonly incident: NonNullable<FoundAlert['incident']>;
  readonly alerts: readonly IncidentAlert[];
  readonly extent: ListExtent;
  readonly of: string;
}): ReactNode {
  const texts = useMessages(ALERT_PAGE_MESSAGES);
  const list = useMessages(LIST_MESSAGES);
  const { severities } = useMessages(MONITORING_MESSAGES);
  const { words, subject, value } = useAlertWords();
  const format = useFormat();
  const canWrite = useRight('monitoring:write');
  const others = alerts.filter(({ id }) => id !== of);
  const known: Readonly<Record<string, string>> = words.subjects;
  const name = texts.incidentOf(words.checks[incident.check], known[incident.model] ?? incident.model);
  return (
    <Panel
      title={`${texts.incident}: ${name}`}
      actions={
        canWrite &&
        incident.status === 'OPEN' &&
        incident.openCount > 1 && <ActionButtons id={incident.id} subject={name} actions={['ACKNOWLEDGE_INCIDENT']} />
      }
    >
      <p className={monitoring.verdict}>
        <Badge tone={TONES[incident.severity] ?? 'neutral'}>{severities[incident.severity]}</Badge>
        {words.statuses[incident.status]} ·{' '}
        {list.incidentCount(format.number(incident.openCount), format.number(incident.alertCount))} ·{' '}
        <Ago time={incident.openedAt} />
      </p>
      {others.length === 0 ? (
        <p>{texts.noOthers}</p>
      ) : (
        <DataTable
          caption={texts.others}
          rows={others}
          keyOf={({ id }) => id}
          columns={[
            {
              name: texts.alert,
              cell: (alert) => (
                <Link href={alertHref(alert.id)}>
                  <bdi>{subject(alert)}</bdi>
                </Link>
              ),
            },
            {
              name: texts.severity,
              cell: ({ severity }) => <Badge tone={TONES[severity] ?? 'neutral'}>{severities[severity]}</Badge>,
            },
            { name: texts.status, cell: ({ status }) => words.statuses[status] },
            { name: texts.value, isNumber: true, cell: (alert) => <bdi>{value(alert.metric, alert.value)}</bdi> },
          ]}
        />
      )}
      <ShowMore list={texts.others} shown={others.length} extent={extent} />
    </Panel>
  );
}
