import { type ReactNode, useState } from 'react';
import type { ModelRolloutEventFragment } from '../../graph/generated/graphql.ts';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { Badge } from '../../ui/badge.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { CheckField } from '../../ui/field.tsx';
import { ShowMore } from '../../ui/show-more.tsx';
import { Empty } from '../../ui/states.tsx';
import { useFirstRows } from '../../ui/use-first-rows.ts';
import styles from '../shared/models.module.css';
import { ROLLOUT_TONES } from '../shared/tones.ts';
import { MODEL_WORDS } from '../shared/words.messages.ts';
import { ROLLOUT_MESSAGES } from './rollout.messages.ts';
import { keyOf, MOST_EVENTS, withoutAnalyses } from './rollout-events.ts';

const SHOWN_AT_ONCE = 50;

/** Events of a rollout, newest first; analyses that changed nothing on request. */
export function EventList({ events }: { readonly events: readonly ModelRolloutEventFragment[] }): ReactNode {
  const texts = useMessages(ROLLOUT_MESSAGES);
  const words = useMessages(MODEL_WORDS);
  const format = useFormat();
  const [isWithAnalyses, setWithAnalyses] = useState(false);
  const listed = isWithAnalyses ? events : withoutAnalyses(events);
  const { rows, extent } = useFirstRows(listed, SHOWN_AT_ONCE, events.length >= MOST_EVENTS);
  return (
    <>
      <CheckField
        label={texts.analyses}
        checked={isWithAnalyses}
        onChange={({ target }) => setWithAnalyses(target.checked)}
      />
      {listed.length === 0 ? (
        <Empty>{texts.noEvents}</Empty>
      ) : (
        <DataTable
          caption={texts.events}
          isCaptionHidden
          rows={rows}
          keyOf={keyOf}
          columns={[
            {
              name: texts.time,
              cell: ({ at }) => (
                <time dateTime={at} className={styles.word} data-volatile="">
                  {format.dateTime(at)}
                </time>
              ),
            },
            { name: texts.event, cell: ({ type }) => texts.type[type] },
            {
              name: texts.state,
              cell: ({ status, trafficShare }) => (
                <span className={styles.row}>
                  <Badge tone={ROLLOUT_TONES[status]}>{words.rolloutStatus[status]}</Badge>
                  {format.percent(trafficShare)}
                </span>
              ),
            },
            { name: texts.actor, cell: ({ actor }) => <bdi className={styles.word}>{actor}</bdi> },
            { name: texts.reason, cell: ({ reason }) => <bdi className={styles.prose}>{reason}</bdi> },
          ]}
        />
      )}
      <ShowMore list={texts.events} shown={rows.length} extent={extent} />
    </>
  );
}
