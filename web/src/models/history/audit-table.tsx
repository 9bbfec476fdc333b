import type { ReactNode } from 'react';
import type { ModelAuditQuery } from '../../graph/generated/graphql.ts';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { Badge } from '../../ui/badge.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import styles from '../shared/models.module.css';
import { AUDIT_ACTIONS } from './audit-actions.messages.ts';
import { HISTORY_MESSAGES } from './history.messages.ts';

type Event = NonNullable<ModelAuditQuery['auditEvents']>['edges'][number]['node'];

/** Events of the audit log with their states before and after. */
export function AuditTable({ events }: { readonly events: readonly Event[] }): ReactNode {
  const texts = useMessages(HISTORY_MESSAGES);
  const actions = useMessages(AUDIT_ACTIONS);
  const format = useFormat();
  return (
    <DataTable
      caption={texts.audit}
      isCaptionHidden
      rows={events}
      keyOf={({ id }) => id}
      columns={[
        {
          name: texts.at,
          cell: ({ at }) => (
            <time dateTime={at} className={styles.word} data-volatile="">
              {format.dateTime(at)}
            </time>
          ),
        },
        { name: texts.actor, cell: ({ actor }) => <bdi className={styles.word}>{actor}</bdi> },
        {
          name: texts.actionFilter,
          cell: ({ action, model, version }) => (
            <>
              {actions[action]}
              <bdi className={styles.secondary}>
                {model}
                {version != null && `:${version}`}
              </bdi>
            </>
          ),
        },
        {
          name: texts.outcome,
          cell: ({ outcome, code, message }) => (
            <>
              <Badge tone={outcome === 'APPLIED' ? 'good' : 'bad'}>{texts.outcomeWords[outcome]}</Badge>
              {code && <code className={styles.secondary}>{code}</code>}
              {message && <bdi className={styles.secondary}>{message}</bdi>}
            </>
          ),
        },
        { name: texts.reason, cell: ({ reason }) => <bdi className={styles.prose}>{reason}</bdi> },
        { name: texts.details, cell: (event) => <States of={event} /> },
      ]}
    />
  );
}

function States({ of }: { readonly of: Event }): ReactNode {
  const texts = useMessages(HISTORY_MESSAGES);
  return (
    <details className={styles.details}>
      <summary>{texts.details}</summary>
      <dl className={styles.facts}>
        <dt>{texts.before}</dt>
        <dd className={styles.mono} dir="ltr">
          {textOf(of.before)}
        </dd>
        <dt>{texts.after}</dt>
        <dd className={styles.mono} dir="ltr">
          {textOf(of.after)}
        </dd>
        {of.clientAddress && (
          <>
            <dt>{texts.client}</dt>
            <dd className={styles.mono}>{of.clientAddress}</dd>
          </>
        )}
        {of.requestId && (
          <>
            <dt>{texts.request}</dt>
            <dd className={styles.mono}>{of.requestId}</dd>
          </>
        )}
      </dl>
    </details>
  );
}

function textOf(state: unknown): string {
  return state == null ? '–' : JSON.stringify(state);
}
