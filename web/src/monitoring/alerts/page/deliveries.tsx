import type { ReactNode } from 'react';
import { useFormat } from '../../../language/format.ts';
import { useMessages } from '../../../language/messages.ts';
import { Badge, type Tone } from '../../../ui/badge.tsx';
import { DataTable } from '../../../ui/data-table.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { ShowMore } from '../../../ui/show-more.tsx';
import { useFirstRows } from '../../../ui/use-first-rows.ts';
import monitoring from '../../common/monitoring.module.css';
import { useAlertWords } from '../words/use-alert-words.ts';
import type { FoundAlert } from './alert-detail.tsx';
import { ALERT_PAGE_MESSAGES } from './page.messages.ts';

const STATE_TONES: Readonly<Record<string, Tone>> = { PENDING: 'info', DELIVERED: 'good', FAILED: 'bad' };
const SHOWN_AT_ONCE = 50;
// as the document of the alert asks for them
const MOST_READ = 200;

/** Notifications that were sent for an alert, newest first. */
export function Deliveries({ deliveries }: { readonly deliveries: FoundAlert['deliveries'] }): ReactNode {
  const texts = useMessages(ALERT_PAGE_MESSAGES);
  const { words } = useAlertWords();
  const format = useFormat();
  const { rows, extent } = useFirstRows(deliveries, SHOWN_AT_ONCE, deliveries.length >= MOST_READ);
  return (
    <Panel title={texts.deliveries}>
      {deliveries.length === 0 ? (
        <p>{texts.noDeliveries}</p>
      ) : (
        <DataTable
          caption={texts.deliveries}
          isCaptionHidden
          rows={rows}
          keyOf={({ id }) => id}
          columns={[
            { name: texts.time, cell: ({ at }) => format.dateTime(at) },
            {
              name: texts.receiver,
              cell: ({ receiver, recipient }) => (
                <>
                  {words.receivers[receiver]}
                  {recipient !== null && (
                    <div className={monitoring.note}>
                      <bdi>{recipient}</bdi>
                    </div>
                  )}
                </>
              ),
            },
            { name: texts.event, cell: ({ type }) => words.events[type] },
            {
              name: texts.state,
              cell: ({ state, nextAttemptAt }) => (
                <>
                  <Badge tone={STATE_TONES[state] ?? 'neutral'}>{words.deliveries[state]}</Badge>
                  {nextAttemptAt !== null && (
                    <div className={monitoring.note}>{texts.next(format.dateTime(nextAttemptAt))}</div>
                  )}
                </>
              ),
            },
            { name: texts.attempts, isNumber: true, cell: ({ attempts }) => format.number(attempts) },
            {
              name: texts.answer,
              cell: ({ lastStatus, lastError }) => (
                <bdi>{[lastStatus, lastError].filter((part) => part !== null).join(' ') || '–'}</bdi>
              ),
            },
          ]}
        />
      )}
      <ShowMore list={texts.deliveries} shown={rows.length} extent={extent} />
    </Panel>
  );
}
