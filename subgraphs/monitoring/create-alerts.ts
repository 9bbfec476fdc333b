import type { Registry } from 'prom-client';
import type { AlertConfig } from '../../platform/config/alert-config.ts';
import type { Database } from '../../platform/database/database.ts';
import type { Logger } from '../../platform/logger.ts';
import { exposeFeed } from '../../platform/streams/feed-metrics.ts';
import type { SubgraphSchemaOptions } from '../../platform/subgraph/subgraph-schema.ts';
import { AlertDeliveries } from './alerts/deliveries/alert-deliveries.ts';
import { startAlertClock } from './alerts/engine/alert-clock.ts';
import { AlertCommands } from './alerts/engine/alert-commands.ts';
import { AlertEngine } from './alerts/engine/alert-engine.ts';
import { openAlertFeed } from './alerts/engine/alert-feed.ts';
import { RolloutFollower } from './alerts/engine/rollout-follower.ts';
import { WithdrawalFollower } from './alerts/engine/withdrawal-follower.ts';
import { AlertChangeResolver, type DriftAlertsArguments, isDriftAlert } from './alerts/graph/alert-change-resolver.ts';
import { createAlertLoaders } from './alerts/graph/alert-loaders.ts';
import { AlertMutationResolver } from './alerts/graph/alert-mutation-resolver.ts';
import { AlertResolver } from './alerts/graph/alert-resolver.ts';
import { AlertIncidentResolver, IncidentResolver } from './alerts/graph/incident-resolver.ts';
import { DEFAULT_RULES } from './alerts/rules/alert-rule.ts';
import type { SignalSink } from './alerts/rules/signal.ts';
import { addMissingRules } from './alerts/store/rule-store.ts';

/** Settings and collaborators of alerts. */
export interface AlertDeps {
  readonly database: Database;
  readonly log: Logger;
  /** epoch milliseconds */
  readonly clock: () => number;
  /** channels; when absent no notifications are sent, and alerts change by signals and people only */
  readonly alerts?: AlertConfig | undefined;
  /** interval between two polls for due deliveries, ms; 1,000 when absent */
  readonly deliveryPollMs?: number | undefined;
  /** time limit of one attempt to deliver, ms; 10,000 when absent */
  readonly deliveryTimeoutMs?: number | undefined;
  /** interval between two polls of subscriptions without a notification of events, ms; 500 when absent */
  readonly streamPollMs?: number | undefined;
  /** registry of the metrics; none are exposed when absent */
  readonly metrics?: Registry | undefined;
}

/** Alerts of the monitoring subgraph. */
export interface AlertPart {
  /** receiver of the values that checks and metrics find */
  readonly sink: SignalSink;
  /** its part of the GraphQL schema */
  readonly graph: {
    readonly resolvers: readonly NewableFunction[];
    readonly instances: readonly (readonly [unknown, object])[];
    readonly streams: NonNullable<SubgraphSchemaOptions['streams']>;
    readonly references: SubgraphSchemaOptions['references'];
  };
  /** Stops after what is under way. */
  close(): Promise<void>;
}

/** Wires alerts. The tables must be migrated before. */
export async function createAlerts(deps: AlertDeps): Promise<AlertPart> {
  const { database, log, clock, alerts: config } = deps;
  const db = database.tables<never>();
  await addMissingRules(db, DEFAULT_RULES, clock());
  const feed = await openAlertFeed(database, log, deps.streamPollMs);
  exposeFeed(deps.metrics, 'alertChanged', feed);
  const { deliveryPollMs: pollMs, deliveryTimeoutMs: timeoutMs } = deps;
  const deliveries = await AlertDeliveries.open({ db, log, clock, config, pollMs, timeoutMs });
  const engine = new AlertEngine({ database, queue: deliveries, publish: () => feed.publish() });
  const alerts = new AlertCommands({ db, log, clock, engine });
  const rollouts = new RolloutFollower(database, engine);
  const withdrawals = new WithdrawalFollower(database, engine);
  const followers = { rollouts, withdrawals };
  const alertClock = config && startAlertClock({ database, log, clock, engine, ...followers, everyMs: config.lookMs });
  const loaders = createAlertLoaders(db, config?.publicUrl);
  const findAlert = ({ id }: { readonly id: string }) => loaders.alerts.load(id);
  return {
    sink: engine,
    graph: {
      resolvers: [AlertResolver, AlertIncidentResolver, IncidentResolver, AlertMutationResolver, AlertChangeResolver],
      instances: [
        [AlertResolver, new AlertResolver(db, loaders, config?.publicUrl)],
        [AlertIncidentResolver, new AlertIncidentResolver(loaders)],
        [IncidentResolver, new IncidentResolver({ db, alerts, loaders, publicUrl: config?.publicUrl })],
        [AlertMutationResolver, new AlertMutationResolver(alerts, deliveries, config?.publicUrl)],
        [AlertChangeResolver, new AlertChangeResolver(feed, loaders)],
      ],
      streams: {
        alertChanged: async ({ after }: { readonly after?: string | null }) =>
          feed.subscribe({ after, accepts: () => true }),
        driftAlerts: async ({ minimumSeverity, after }: DriftAlertsArguments) =>
          feed.subscribe({ after, accepts: (event) => isDriftAlert(event, minimumSeverity) }),
      },
      references: { Alert: findAlert },
    },
    close: async () => {
      await alertClock?.close();
      await feed.close();
      await deliveries.close();
    },
  };
}
