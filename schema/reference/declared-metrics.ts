import { Registry } from 'prom-client';
import { KeyMetrics } from '../../gateway/auth/key-metrics.ts';
import { GraphMetrics } from '../../gateway/federation/observe/graph-metrics.ts';
import { HttpMetrics } from '../../gateway/http/metrics.ts';
import { FormMetrics } from '../../gateway/rest/forms/form-metrics.ts';
import { readConfig } from '../../platform/config/config.ts';
import type { Database } from '../../platform/database/database.ts';
import { addStorageMetric } from '../../platform/database/database-probes.ts';
import { exposeProcess } from '../../platform/health/process-metrics.ts';
import { RequestsUnderWay } from '../../platform/http/requests-under-way.ts';
import { createLogger, type Logger } from '../../platform/logger.ts';
import { exposeOutbox } from '../../platform/outbox/outbox-metrics.ts';
import { exposeFeed } from '../../platform/streams/feed-metrics.ts';
import { exposeCrmSync } from '../../subgraphs/leads/crm/inbound/sync-metrics.ts';
import { exposeWriteBack } from '../../subgraphs/leads/crm/outbound/write-back-metrics.ts';
import { RefreshMetrics } from '../../subgraphs/leads/lake/refresh-metrics.ts';
import { exposeMlflow } from '../../subgraphs/models/mlflow/mlflow-metrics.ts';
import { exposeRollouts } from '../../subgraphs/models/rollout/rollout-metrics.ts';
import { exposeWebhooks } from '../../subgraphs/models/webhooks/webhook-metrics.ts';
import { exposeAlertDeliveries } from '../../subgraphs/monitoring/alerts/deliveries/alert-delivery-metrics.ts';
import { exposeMonitoring } from '../../subgraphs/monitoring/metrics/expose-monitoring.ts';
import { exposeAutomaticScoring } from '../../subgraphs/scores/automatic/automatic-metrics.ts';
import { BatchMetrics } from '../../subgraphs/scores/batch/batch-metrics.ts';
import { exposeBatchJobs } from '../../subgraphs/scores/batch/expose-batch-jobs.ts';
import { ScoringMetrics } from '../../subgraphs/scores/metrics/scoring-metrics.ts';

/** Prometheus metric as the code registers it. */
export interface DeclaredMetric {
  readonly name: string;
  readonly type: 'counter' | 'gauge' | 'histogram' | 'summary';
  readonly labels: readonly string[];
  readonly help: string;
}

/** Metrics of one part of the platform. */
export interface MetricGroup {
  readonly title: string;
  /** when a platform has them */
  readonly when: string;
  readonly metrics: readonly DeclaredMetric[];
}

/** Adds the metrics that a part registers. */
type AddGroup = (title: string, when: string, register: (registry: Registry) => unknown) => void;

interface Parts {
  readonly db: never;
  readonly log: Logger;
  readonly clock: () => number;
}

const EMBEDDED = { kind: 'pglite' } as Database;
const ALWAYS = 'In every gateway.';

/** Every metric of `/metrics`, by the part that registers it; nothing is read. */
export function declaredMetrics(): readonly MetricGroup[] {
  const parts: Parts = { db: undefined as never, log: createLogger('silent'), clock: Date.now };
  const { registryWebhooks, alerts } = readWebhooks();
  const all: MetricGroup[] = [];
  const add: AddGroup = (title, when, register) => {
    const seen = new Set(all.flatMap(({ metrics }) => metrics.map(({ name }) => name)));
    const metrics = registered(register).filter(({ name }) => !seen.has(name));
    all.push({ title, when, metrics });
  };
  add('HTTP and GraphQL requests', ALWAYS, exposeHttp);
  add('Admission', 'In every process.', (registry) => new RequestsUnderWay({ registry }));
  add('Federation and subscriptions', ALWAYS, (registry) => new GraphMetrics(registry));
  add(
    'Keys of identity providers',
    'In every gateway; with values where JWKS_URL or JWT_ISSUERS names a provider.',
    (registry) => new KeyMetrics(registry),
  );
  add('Embedded database', 'Without DATABASE_URL.', (registry) => addStorageMetric(EMBEDDED, registry));
  add('Automatic scoring', 'In processes with the subgraph scores, unless RESCORE_LEADS is false.', (registry) =>
    exposeAutomaticScoring({ ...parts, changes: undefined as never, registry }),
  );
  add(
    'Lake',
    'In processes with the subgraph leads, of each process; unless LAKE_URL is off.',
    (registry) => new RefreshMetrics(registry),
  );
  add('Monitoring', 'In processes with the subgraph monitoring; the same in every replica.', (registry) =>
    exposeMonitoring({ ...parts, registry }),
  );
  add('Alert channels', 'In processes with the subgraph monitoring.', (registry) =>
    exposeAlertDeliveries({ ...parts, registry, config: alerts }),
  );
  if (registryWebhooks)
    add('Webhooks of the model registry', 'With REGISTRY_WEBHOOK_URLS.', (registry) =>
      exposeWebhooks({ ...parts, registry, config: registryWebhooks }),
    );
  add('MLflow', 'With MLFLOW_TRACKING_URI.', (registry) => exposeMlflow({ ...parts, registry }));
  addCrm(add, parts);
  add('Scoring', 'In processes with the subgraph scores, of each process.', (registry) => new ScoringMetrics(registry));
  add('Batch jobs', 'In processes with the subgraph scores; the counters of each process.', (registry) => {
    new BatchMetrics(registry);
    exposeBatchJobs({ ...parts, registry });
  });
  add('Traffic and rollouts', 'In processes with the subgraph models; the same in every replica.', (registry) =>
    exposeRollouts({ ...parts, registry }),
  );
  addShared(add, parts);
  return all;
}

/** Metrics of the link to the CRM. */
function addCrm(add: AddGroup, parts: Parts): void {
  add('Sync from the CRM', 'In processes with the subgraph leads, with CRM_DATABASE_URL or CRM_DEMO.', (registry) =>
    exposeCrmSync({ ...parts, registry, entities: [] }),
  );
  add('Scores to the CRM', 'In processes with the subgraph leads, where scores are written back.', (registry) => {
    exposeWriteBack({ ...parts, registry, targets: [] });
  });
}

/** Metrics of machinery that several subgraphs use. */
function addShared(add: AddGroup, parts: Parts): void {
  add('Streams', 'In processes with subgraphs, of each process.', (registry) =>
    exposeFeed(registry, 'leadScored', { lagMs: 0 }),
  );
  add('Outbox', 'In processes that consume a topic; the same in every replica.', (registry) =>
    exposeOutbox({ ...parts, registry, topics: new Set() }),
  );
  add('Process and Node.js', 'In every process; some on Linux only.', exposeProcess);
}

/** Configuration of webhooks and alerts that some metrics depend on. */
function readWebhooks() {
  return readConfig({
    REGISTRY_WEBHOOK_URLS: 'https://hooks.example.com',
    REGISTRY_WEBHOOK_SECRET: `whsec_${Buffer.alloc(24).toString('base64')}`,
  });
}

function registered(register: (registry: Registry) => unknown): DeclaredMetric[] {
  const registry = new Registry();
  register(registry);
  return registry.getMetricsAsArray().map((metric) => {
    const { name, help, type, labelNames } = metric as unknown as DeclaredMetric & { labelNames: readonly string[] };
    return { name, help, type, labels: labelNames };
  });
}

function exposeHttp(registry: Registry): void {
  new HttpMetrics(registry);
  new FormMetrics(registry);
}
