import type { AlertConfig } from '../../platform/config/alert-config.ts';
import type { Database } from '../../platform/database/database.ts';
import type { Logger } from '../../platform/logger.ts';
import type { SubgraphSchemaOptions } from '../../platform/subgraph/subgraph-schema.ts';
import { AlertDeliveries } from './alerts/deliveries/alert-deliveries.ts';
import { startAlertClock } from './alerts/engine/alert-clock.ts';
import { AlertEngine } from './alerts/engine/alert-engine.ts';
import { openAlertFeed } from './alerts/engine/alert-feed.ts';
import { Alerts } from './alerts/engine/alerts.ts';
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

/** What alerts are made of. */
export interface AlertDependencies {
  readonly database: Database;
  readonly log: Logger;
  /** epoch milliseconds */
  readonly clock: () => number;
  /** whom alerts reach; when absent nobody, and alerts change by signals and people only */
  readonly alerts?: AlertConfig | undefined;
  /** how often to look for deliveries that are due, ms; 1,000 when absent */
  readonly deliveryPollMs?: number | undefined;
  /** of one attempt to deliver, ms; 10,000 when absent */
  readonly deliveryTimeoutMs?: number | undefined;
  /** how often subscriptions look for events although nothing was heard of any, ms; 500 when absent */
  readonly streamPollMs?: number | undefined;
}

/** The part of the monitoring subgraph that tells people. */
export interface AlertPart {
  /** takes what checks and metrics find */
  readonly sink: SignalSink;
  /** what it adds to the graph */
  readonly graph: {
    readonly resolvers: readonly NewableFunction[];
    readonly instances: readonly (readonly [unknown, object])[];
    readonly streams: NonNullable<SubgraphSchemaOptions['streams']>;
    readonly references: SubgraphSchemaOptions['references'];
  };
  /** Stops after what is under way. */
  close(): Promise<void>;
}

/** Wires alerts; the tables are up to date by then. */
export async function createAlerts(dependencies: AlertDependencies): Promise<AlertPart> {
  const { database, log, clock, alerts: config } = dependencies;
  const db = database.tables<never>();
  await addMissingRules(db, DEFAULT_RULES, clock());
  const feed = await openAlertFeed(database, log, dependencies.streamPollMs);
  const { deliveryPollMs: pollMs, deliveryTimeoutMs: timeoutMs } = dependencies;
  const deliveries = await AlertDeliveries.open({ db, log, clock, config, pollMs, timeoutMs });
  const engine = new AlertEngine({ database, outlet: deliveries, publish: () => feed.publish() });
  const alerts = new Alerts({ db, log, clock, engine });
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
          feed.subscribe({ after, accepts: (news) => isDriftAlert(news, minimumSeverity) }),
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
