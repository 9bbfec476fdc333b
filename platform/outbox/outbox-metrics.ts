import { type Kysely, sql } from 'kysely';
import type { Registry } from 'prom-client';
import { exposeState, type GaugeValue } from '../health/state-metrics.ts';
import type { Logger } from '../logger.ts';

/** Settings and collaborators of {@link exposeOutbox}. */
export interface OutboxMetricsOptions {
  readonly registry: Registry | undefined;
  readonly db: Kysely<unknown>;
  readonly log: Logger;
  /** topics that this process consumes */
  readonly topics: ReadonlySet<string>;
}

interface Queue {
  readonly topic: string;
  readonly waiting: number;
  readonly oldest_seconds: number;
  readonly dead: number;
}

const labelNames = ['topic'] as const;

/** Exposes the messages of the topics that this process consumes, over all replicas. */
export function exposeOutbox({ registry, db, log, topics }: OutboxMetricsOptions): void {
  exposeState({
    registry,
    log,
    part: 'outbox',
    lifeMs: 1_000,
    gauges: {
      leadscore_outbox_messages: {
        help: 'Messages between subgraphs that wait for their consumer, by topic.',
        labelNames,
      },
      leadscore_outbox_oldest_message_seconds: { help: 'Age of the oldest message that waits, by topic.', labelNames },
      leadscore_outbox_dead_letters: { help: 'Messages that were given up, by topic.', labelNames },
    },
    read: async () => {
      const queues = await readQueues(db, [...topics]);
      const by = (value: (queue: Queue) => number): readonly GaugeValue[] =>
        queues.map((queue) => ({ labels: { topic: queue.topic }, value: value(queue) }));
      return {
        leadscore_outbox_messages: by(({ waiting }) => waiting),
        leadscore_outbox_oldest_message_seconds: by(({ oldest_seconds: seconds }) => Math.max(0, seconds)),
        leadscore_outbox_dead_letters: by(({ dead }) => dead),
      };
    },
  });
}

/** Queues of topics; one without messages has zeros. Ages are by the database's clock. */
async function readQueues(db: Kysely<unknown>, topics: readonly string[]): Promise<readonly Queue[]> {
  const { rows } = await sql<Queue>`
    SELECT topic, waiting, dead,
      COALESCE(extract(epoch FROM clock_timestamp()) - oldest / 1000.0, 0)::float8 AS oldest_seconds
    FROM unnest(${topics}::text[]) AS topic
      CROSS JOIN LATERAL (SELECT count(*)::int AS waiting, min(published_at)::float8 AS oldest
        FROM outbox.message m WHERE m.topic = topic.topic) q
      CROSS JOIN LATERAL (SELECT count(*)::int AS dead FROM outbox.dead_letter d WHERE d.topic = topic.topic) g
    ORDER BY topic`.execute(db);
  return rows;
}
