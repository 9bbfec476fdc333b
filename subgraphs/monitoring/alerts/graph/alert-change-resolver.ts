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
  description: '`cursor` of an event: begins with what was recorded after it. Absent: with what is recorded now.',
};

/** Arguments of `driftAlerts`. */
export interface DriftAlertsArguments {
  readonly minimumSeverity: Severity;
  readonly after?: string | null;
}

/** Whether an event tells that drift has become an alert, or a worse one. */
export function isDriftAlert({ type, metric, severity }: AlertEventRow, minimumSeverity: Severity): boolean {
  const isNews = type === 'OPENED' || type === 'RAISED';
  const isUrgent = severityRank(severity ?? undefined) >= severityRank(minimumSeverity);
  return isNews && isUrgent && DRIFT_METRICS.includes(metric);
}

/** The subscriptions to what happens to alerts. */
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
      'Everything that happens to alerts, in one order for all subscribers. Subscribe again with the cursor of the last ' +
      'event you have, and what was recorded meanwhile comes first.',
  })
  alertChanged(
    @Root() news: AlertEventRow,
    @Arg('after', () => String, AFTER) _after: string | null | undefined,
  ): AlertEventRow {
    return news;
  }

  @Directive(READ)
  @Subscription(() => AlertChange, {
    ...streamed('driftAlerts'),
    nullable: true,
    description:
      'Each alert about drift as it opens, and as it gets worse. It is the same stream as `alertChanged`, so each takes ' +
      'the cursors of the other.',
  })
  driftAlerts(
    @Root() news: AlertEventRow,
    @Arg('minimumSeverity', () => AlertSeverity, {
      defaultValue: 'WARNING',
      description: 'Only those at least so urgent.',
    })
    _minimumSeverity: Severity,
    @Arg('after', () => String, AFTER) _after: string | null | undefined,
  ): AlertEventRow {
    return news;
  }

  @FieldResolver(() => String, {
    description: 'Its place among all events: give it as `after` to hear what came later.',
  })
  cursor(@Root() news: AlertEventRow): string {
    return this.#feed.cursorOf(news);
  }

  @FieldResolver(() => AlertEvent, { description: 'What happened, and how it left the alert.' })
  event(@Root() news: AlertEventRow): AlertEvent {
    return presentEvent(news);
  }

  @FieldResolver(() => Alert, { description: 'The alert as it is now, not as it was right after.' })
  alert(@Root() { alert }: AlertEventRow): Promise<Alert | undefined> {
    return this.#loaders.alerts.load(alert);
  }
}
