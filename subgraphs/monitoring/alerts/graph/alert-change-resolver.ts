import 'reflect-metadata';
import { Arg, Directive, FieldResolver, Resolver, Root, Subscription } from 'type-graphql';
import { streamed } from '../../../../platform/subgraph/subgraph-schema.ts';
import { READ } from '../../graph/scopes.ts';
import type { AlertFeed } from '../engine/alert-feed.ts';
import { DRIFT_METRICS, type AlertSeverity as Severity, severityRank } from '../rules/alert-rule.ts';
import type { AlertEventRow } from '../store/event-store.ts';
import { Alert, AlertChange, AlertEvent } from './alert.ts';
import { AlertSeverity } from './alert-enums.ts';
import type { AlertLoaders } from './alert-loaders.ts';
import { presentEvent } from './present-alert.ts';

const AFTER = {
  nullable: true,
  description: 'Cursor of an event: the stream starts after it. Without it the stream starts with new events.',
};

/** Arguments of `driftAlerts`. */
export interface DriftAlertsArguments {
  readonly minimumSeverity: Severity;
  readonly after?: string | null;
}

/** Checks whether an event opens an alert on drift of at least a severity, or raises one to it. */
export function isDriftAlert({ type, metric, severity }: AlertEventRow, minimumSeverity: Severity): boolean {
  const isWorse = type === 'OPENED' || type === 'RAISED';
  const isUrgent = severityRank(severity ?? undefined) >= severityRank(minimumSeverity);
  return isWorse && isUrgent && DRIFT_METRICS.includes(metric);
}

/** Subscriptions to the events of alerts. */
@Resolver(() => AlertChange)
export class AlertChangeResolver {
  readonly #feed: Pick<AlertFeed, 'cursorOf'>;
  readonly #loaders: Pick<AlertLoaders, 'alerts'>;

  constructor(feed: Pick<AlertFeed, 'cursorOf'>, loaders: Pick<AlertLoaders, 'alerts'>) {
    this.#feed = feed;
    this.#loaders = loaders;
  }

  @Directive(READ)
  @Subscription(() => AlertChange, {
    ...streamed('alertChanged'),
    nullable: true,
    description:
      'Every event of every alert, in the same order for all subscribers. After a disconnect, pass the cursor of the ' +
      'last event you received as `after`, and the events you missed come first.',
  })
  alertChanged(
    @Root() row: AlertEventRow,
    @Arg('after', () => String, AFTER) _after: string | null | undefined,
  ): AlertEventRow {
    return row;
  }

  @Directive(READ)
  @Subscription(() => AlertChange, {
    ...streamed('driftAlerts'),
    nullable: true,
    description:
      'Alerts on drift, when they open and when their severity rises. Cursors can be exchanged with `alertChanged`: ' +
      'both are views of the same stream.',
  })
  driftAlerts(
    @Root() row: AlertEventRow,
    @Arg('minimumSeverity', () => AlertSeverity, {
      defaultValue: 'WARNING',
      description: 'Only alerts of at least this severity.',
    })
    _minimumSeverity: Severity,
    @Arg('after', () => String, AFTER) _after: string | null | undefined,
  ): AlertEventRow {
    return row;
  }

  @FieldResolver(() => String, {
    description: 'Position of the event in the stream: pass it as `after` to receive later events.',
  })
  cursor(@Root() row: AlertEventRow): string {
    return this.#feed.cursorOf(row);
  }

  @FieldResolver(() => AlertEvent, { description: 'The event.' })
  event(@Root() row: AlertEventRow): AlertEvent {
    return presentEvent(row);
  }

  @FieldResolver(() => Alert, { description: 'The alert in its present state, which may be later than the event.' })
  alert(@Root() { alert }: AlertEventRow): Promise<Alert | undefined> {
    return this.#loaders.alerts.load(alert);
  }
}
