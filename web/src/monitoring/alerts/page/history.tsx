import type { ReactNode } from 'react';
import { useFormat } from '../../../language/format.ts';
import { useMessages } from '../../../language/messages.ts';
import { Badge } from '../../../ui/badge.tsx';
import { DataTable } from '../../../ui/data-table.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { ShowMore } from '../../../ui/show-more.tsx';
import { useFirstRows } from '../../../ui/use-first-rows.ts';
import { MONITORING_MESSAGES } from '../../common/monitoring.messages.ts';
import { TONES } from '../../common/tones.ts';
import { useAlertWords } from '../words/use-alert-words.ts';
import type { FoundAlert } from './alert-detail.tsx';
import { ALERT_PAGE_MESSAGES } from './page.messages.ts';

const SYSTEM = 'system';
const SHOWN_AT_ONCE = 50;
// as the document of the alert asks for them
const MOST_READ = 200;

/** Events of an alert, newest first. */
export function AlertHistory({ alert: { history, metric } }: { readonly alert: FoundAlert }): ReactNode {
  const texts = useMessages(ALERT_PAGE_MESSAGES);
  const { severities } = useMessages(MONITORING_MESSAGES);
  const { words, value } = useAlertWords();
  const format = useFormat();
  const { rows, extent } = useFirstRows(history, SHOWN_AT_ONCE, history.length >= MOST_READ);
  return (
    <Panel title={texts.history}>
      <DataTable
        caption={texts.history}
        isCaptionHidden
        rows={rows.map((event, index) => ({ ...event, key: `${event.at} ${index}` }))}
        keyOf={({ key }) => key}
        columns={[
          { name: texts.time, cell: ({ at }) => format.dateTime(at) },
          { name: texts.event, cell: ({ type }) => words.events[type] },
          {
            name: texts.severity,
            cell: ({ severity }) =>
              severity ? <Badge tone={TONES[severity] ?? 'neutral'}>{severities[severity]}</Badge> : '–',
          },
          { name: texts.value, isNumber: true, cell: (event) => <bdi>{value(metric, event.value)}</bdi> },
          { name: texts.threshold, isNumber: true, cell: (event) => <bdi>{value(metric, event.threshold)}</bdi> },
          { name: texts.actor, cell: ({ actor }) => (actor === SYSTEM ? texts.system : <bdi>{actor}</bdi>) },
          { name: texts.reason, cell: ({ reason }) => <bdi>{reason ?? '–'}</bdi> },
          { name: texts.told, cell: ({ isTold }) => (isTold ? texts.yes : texts.no) },
        ]}
      />
      <ShowMore list={texts.history} shown={rows.length} extent={extent} />
    </Panel>
  );
}
