import { LeadEventsDocument, LeadInteractionsDocument } from '../../graph/generated/graphql.ts';
import { useGraph } from '../../graph/use-graph.ts';
import { useGraphPages } from '../../graph/use-pages.ts';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { useRight } from '../../session/rights.ts';
import { Answer } from '../../ui/answer.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ShowMore } from '../../ui/show-more.tsx';
import { TIMELINE_MESSAGES } from './timeline.messages.ts';
import styles from './timeline.module.css';
import { orderTimeline } from './timeline.ts';
import { type ToldEvent, tellEvents, tellInteraction } from './timeline-events.ts';

/** Events of a lead, newest first. */
export function Timeline({ id }: { readonly id: string }): React.ReactNode {
  const texts = useMessages(TIMELINE_MESSAGES);
  const format = useFormat();
  const pii = useRight('leads:pii');
  const pages = useGraphPages(LeadInteractionsDocument, { id, pii }, ({ lead }) => lead?.interactions?.pageInfo);
  const events = useGraph(LeadEventsDocument, { id, pii });
  return (
    <Panel title={texts.title}>
      <Answer of={pages.query} lines={8}>
        {(read) => (
          <Answer of={events} lines={8}>
            {({ lead }) => {
              const told = orderTimeline(
                read
                  .flatMap(({ lead }) => lead?.interactions?.edges ?? [])
                  .map(({ node }) => tellInteraction(node, format)),
                lead ? tellEvents(lead, format) : [],
                !pages.more && !pages.isCut,
              );
              return (
                <>
                  <EventList events={told} />
                  <ShowMore list={texts.title} shown={told.length} extent={pages} />
                </>
              );
            }}
          </Answer>
        )}
      </Answer>
    </Panel>
  );
}

function EventList({ events }: { readonly events: readonly ToldEvent[] }): React.ReactNode {
  const texts = useMessages(TIMELINE_MESSAGES);
  const format = useFormat();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard
    <ol className={styles.events} aria-label={texts.title} tabIndex={0}>
      {events.map(({ key, at, title, facts, note }) => (
        <li key={key} className={styles.event}>
          <time dateTime={at} className={styles.time}>
            {format.dateTime(at)}
          </time>
          <span className={styles.title}>
            <bdi>{title}</bdi>
          </span>
          {facts.length > 0 && (
            <span className={styles.facts}>
              <bdi>{facts.join(' · ')}</bdi>
            </span>
          )}
          {note && (
            <q className={styles.note}>
              <bdi>{note}</bdi>
            </q>
          )}
        </li>
      ))}
    </ol>
  );
}
