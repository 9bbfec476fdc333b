import { type ReactNode, useState } from 'react';
import {
  ModelResendWebhookDocument,
  ModelWebhooksDocument,
  type ModelWebhooksQuery,
  type WebhookDeliveryState,
} from '../../graph/generated/graphql.ts';
import { useGraph } from '../../graph/use-graph.ts';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { useRight } from '../../session/rights.ts';
import { Answer } from '../../ui/answer.tsx';
import { Badge } from '../../ui/badge.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { SelectField } from '../../ui/field.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Empty } from '../../ui/states.tsx';
import { Ago } from '../../ui/time.tsx';
import { AUDIT_ACTIONS } from '../history/audit-actions.messages.ts';
import { ChangeButton } from '../shared/change-button.tsx';
import styles from '../shared/models.module.css';
import { PageTurner } from '../shared/page-turner.tsx';
import { DELIVERY_TONES } from '../shared/tones.ts';
import { ACCESS_MESSAGES } from './access.messages.ts';

type Delivery = NonNullable<ModelWebhooksQuery['webhookDeliveries']>['edges'][number]['node'];

const STATES: readonly WebhookDeliveryState[] = ['PENDING', 'DELIVERED', 'FAILED'];

/** Deliveries of webhooks about models, which can be sent again. */
export function Webhooks(): ReactNode {
  const texts = useMessages(ACCESS_MESSAGES);
  const [state, setState] = useState<WebhookDeliveryState | null>(null);
  const [after, setAfter] = useState<string | null>(null);
  const query = useGraph(ModelWebhooksDocument, { state, after }, { every: 10_000, keepsPrevious: true });
  const filter = (
    <SelectField
      label={texts.state}
      value={state ?? ''}
      onChange={({ target }) => {
        setState(target.value === '' ? null : (target.value as WebhookDeliveryState));
        setAfter(null);
      }}
    >
      <option value="">{texts.all}</option>
      {STATES.map((each) => (
        <option key={each} value={each}>
          {texts.deliveryWords[each]}
        </option>
      ))}
    </SelectField>
  );
  return (
    <Panel title={texts.webhooks} actions={<div className={styles.picker}>{filter}</div>}>
      <Answer of={query}>
        {({ webhookDeliveries: deliveries }) =>
          deliveries && deliveries.edges.length > 0 ? (
            <>
              <DeliveryTable deliveries={deliveries.edges.map(({ node }) => node)} />
              <PageTurner after={after} info={deliveries.pageInfo} onTurn={setAfter} />
            </>
          ) : (
            <Empty>{state ? texts.noWebhooksOfState : texts.noWebhooks}</Empty>
          )
        }
      </Answer>
    </Panel>
  );
}

function DeliveryTable({ deliveries }: { readonly deliveries: readonly Delivery[] }): ReactNode {
  const texts = useMessages(ACCESS_MESSAGES);
  const actions = useMessages(AUDIT_ACTIONS);
  const format = useFormat();
  const mayResend = useRight('models:promote');
  return (
    <DataTable
      caption={texts.webhooks}
      isCaptionHidden
      rows={deliveries}
      keyOf={({ id, url }) => `${id} ${url}`}
      columns={[
        {
          name: texts.state,
          cell: ({ state }) => <Badge tone={DELIVERY_TONES[state]}>{texts.deliveryWords[state]}</Badge>,
        },
        {
          name: texts.event,
          cell: ({ event }) => (
            <>
              {actions[event.action]}
              <bdi className={styles.secondary}>
                {event.model}
                {event.version != null && `:${event.version}`}
              </bdi>
            </>
          ),
        },
        { name: texts.receiver, cell: ({ url }) => <bdi className={styles.mono}>{url}</bdi> },
        { name: texts.attempts, isNumber: true, cell: ({ attempts }) => format.number(attempts) },
        {
          name: texts.last,
          cell: ({ at, lastStatus, lastError, nextAttemptAt }) => (
            <>
              <Ago time={at} /> {lastStatus != null && texts.status(lastStatus)}
              {lastError && <bdi className={styles.secondary}>{lastError}</bdi>}
              {nextAttemptAt && (
                <span className={styles.secondary} data-volatile="">
                  {texts.next(format.relative(nextAttemptAt))}
                </span>
              )}
            </>
          ),
        },
        {
          name: texts.resend,
          cell: ({ id }) =>
            mayResend && (
              <ChangeButton
                label={texts.resend}
                document={ModelResendWebhookDocument}
                variables={(reason) => ({ id, reason })}
                consequences={texts.resending}
                done={texts.resent}
                draft={`models.resend.${id}`}
              />
            ),
        },
      ]}
    />
  );
}
