import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { serverNow } from '../../../clock/server-clock.ts';
import { useFormat } from '../../../language/format.ts';
import { useMessages } from '../../../language/messages.ts';
import { useRight } from '../../../session/rights.ts';
import { Badge } from '../../../ui/badge.tsx';
import { DataTable } from '../../../ui/data-table.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Ago } from '../../../ui/time.tsx';
import { alertHref } from '../../common/address.ts';
import { MONITORING_MESSAGES } from '../../common/monitoring.messages.ts';
import monitoring from '../../common/monitoring.module.css';
import { TONES } from '../../common/tones.ts';
import { ActionButtons, AlertButtons } from '../actions/alert-buttons.tsx';
import { useAlertWords } from '../words/use-alert-words.ts';
import type { ListedAlert } from './alert-list.tsx';
import type { AlertGroup as Group } from './group-by-incident.ts';
import { LIST_MESSAGES } from './list.messages.ts';

/** The alerts of one incident with what can be done with all of them; or alerts without one. */
export function AlertGroup({ group: { incident, alerts } }: { readonly group: Group<ListedAlert> }): ReactNode {
  const texts = useMessages(LIST_MESSAGES);
  const { words } = useAlertWords();
  const format = useFormat();
  const canWrite = useRight('monitoring:write');
  const known: Readonly<Record<string, string>> = words.subjects;
  const title = incident
    ? texts.incident(words.checks[incident.check], known[incident.model] ?? incident.model)
    : texts.single;
  return (
    <Panel
      title={title}
      actions={
        incident && (
          <span className={monitoring.badges}>
            <Badge tone={incident.status === 'RESOLVED' ? 'good' : (TONES[incident.severity] ?? 'neutral')}>
              {texts.incidentCount(format.number(incident.openCount), format.number(incident.alertCount))}
            </Badge>
            {canWrite && incident.status === 'OPEN' && incident.openCount > 1 && (
              <ActionButtons id={incident.id} subject={title} actions={['ACKNOWLEDGE_INCIDENT']} />
            )}
          </span>
        )
      }
    >
      <Alerts caption={title} alerts={alerts} />
    </Panel>
  );
}

function Alerts({ caption, alerts }: { readonly caption: string; readonly alerts: readonly ListedAlert[] }): ReactNode {
  const texts = useMessages(LIST_MESSAGES);
  const { severities } = useMessages(MONITORING_MESSAGES);
  const { words, subject, value } = useAlertWords();
  const format = useFormat();
  const canWrite = useRight('monitoring:write');
  return (
    <DataTable
      caption={caption}
      isCaptionHidden
      rows={alerts}
      keyOf={({ id }) => id}
      columns={[
        {
          name: texts.severity,
          cell: ({ severity }) => <Badge tone={TONES[severity] ?? 'neutral'}>{severities[severity]}</Badge>,
        },
        {
          name: texts.alert,
          cell: (alert) => (
            <Link href={alertHref(alert.id)} className="wrap">
              <bdi>{subject(alert)}</bdi>
            </Link>
          ),
        },
        { name: texts.value, isNumber: true, cell: (alert) => <bdi>{value(alert.metric, alert.value)}</bdi> },
        { name: texts.status, cell: (alert) => <Status alert={alert} statuses={words.statuses} /> },
        {
          name: texts.opened,
          cell: ({ openedAt, openings }) => (
            <>
              <Ago time={openedAt} />{' '}
              {openings > 1 && (
                <span className={monitoring.note}>{texts.openings(openings, format.number(openings))}</span>
              )}
            </>
          ),
        },
        ...(canWrite
          ? [
              {
                name: texts.actions,
                cell: (alert: ListedAlert) => <AlertButtons alert={alert} subject={subject(alert)} />,
              },
            ]
          : []),
      ]}
    />
  );
}

function Status({
  alert: { status, acknowledgedBy, mutedUntil, noDataSince },
  statuses,
}: {
  readonly alert: ListedAlert;
  readonly statuses: Readonly<Record<ListedAlert['status'], string>>;
}): ReactNode {
  const texts = useMessages(LIST_MESSAGES);
  const format = useFormat();
  const isMuted = mutedUntil !== null && Date.parse(mutedUntil) > serverNow();
  return (
    <>
      {statuses[status]}
      {status === 'ACKNOWLEDGED' && acknowledgedBy !== null && (
        <div className={monitoring.note}>
          <bdi>{texts.by(acknowledgedBy)}</bdi>
        </div>
      )}
      {isMuted && <div className={monitoring.note}>{texts.mutedUntil(format.dateTime(mutedUntil))}</div>}
      {noDataSince !== null && status !== 'RESOLVED' && <div className={monitoring.note}>{texts.noData}</div>}
    </>
  );
}
