import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { GaugeValue } from '../health/state-metrics.ts';

/** Deliveries of one channel that did not reach it, or not yet. */
interface Backlog {
  readonly channel: string;
  readonly pending: number;
  readonly failed: number;
  readonly pending_since: number | null;
  /** whether the last attempt of a pending one failed */
  readonly is_failing: boolean | null;
}

/** Values of the gauges that tables of deliveries have in common. */
export interface DeliveryGauges {
  readonly deliveries: readonly GaugeValue[];
  readonly oldestPendingSeconds: readonly GaugeValue[];
  readonly failing: readonly GaugeValue[];
}

/**
 * Counts what is pending and what was given up, by channel.
 *
 * @param table    of {@link DeliveryTable}, as `d`
 * @param channel  what names the channel of a `d`, as text
 * @param notedAt  time at which a `d` was recorded, epoch milliseconds
 * @param label    name of the label
 * @param channels those of the configuration: they have values, 0 where there is nothing
 */
export async function readDeliveries(
  db: Kysely<never>,
  parts: { readonly table: string; readonly channel: RawBuilder<string>; readonly notedAt: RawBuilder<number> },
  { label, channels, nowMs }: { readonly label: string; readonly channels: readonly string[]; readonly nowMs: number },
): Promise<DeliveryGauges> {
  const { rows } = await sql<Backlog>`SELECT ${parts.channel} AS channel,
      count(*) FILTER (WHERE d.state = 'PENDING')::int AS pending, count(*) FILTER (WHERE d.state = 'FAILED')::int AS failed,
      min(${parts.notedAt}) FILTER (WHERE d.state = 'PENDING') AS pending_since,
      bool_or(d.last_error IS NOT NULL) FILTER (WHERE d.state = 'PENDING') AS is_failing
    FROM ${sql.table(parts.table)} d WHERE d.state <> 'DELIVERED' GROUP BY 1 ORDER BY 1`.execute(db);
  const silent = channels.filter((channel) => !rows.some((row) => row.channel === channel));
  const all = [
    ...rows,
    ...silent.map((channel) => ({ channel, pending: 0, failed: 0, pending_since: null, is_failing: null })),
  ];
  const labels = ({ channel }: { readonly channel: string }) => ({ [label]: channel });
  return {
    deliveries: all.flatMap((row) => [
      { labels: { ...labels(row), state: 'pending' }, value: row.pending },
      { labels: { ...labels(row), state: 'failed' }, value: row.failed },
    ]),
    oldestPendingSeconds: all.map((row) => ({
      labels: labels(row),
      value: row.pending_since === null ? 0 : Math.max(0, nowMs - row.pending_since) / 1_000,
    })),
    failing: all.map((row) => ({ labels: labels(row), value: row.is_failing === true ? 1 : 0 })),
  };
}
