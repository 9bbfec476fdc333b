import { randomBytes } from 'node:crypto';
import type { Database } from '../shared/database.ts';
import { limitConcurrency } from '../shared/limit-concurrency.ts';
import type { Logger } from '../shared/logger.ts';
import { migrate } from '../shared/migrate.ts';
import type { MlflowConfig } from '../shared/mlflow-config.ts';
import type { Subgraph } from '../shared/subgraph.ts';
import type { WebhookConfig } from '../shared/webhook-config.ts';
import { createArtifactReader } from './artifacts/artifact-reader.ts';
import { artifactSources } from './artifacts/artifact-sources.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { createMlflow } from './mlflow/mlflow.ts';
import { createModelsSchema } from './models-schema.ts';
import { Registry } from './registry.ts';
import type { EvidenceSource } from './registry-options.ts';
import { openRolloutFeed } from './rollout/rollout-feed.ts';
import { Rollouts } from './rollout/rollouts.ts';
import { inspectApart } from './validation/inspect-apart.ts';
import type { Candidate } from './validation/inspect-artifact.ts';
import { RegistryWebhooks, type WebhookPacing } from './webhooks/registry-webhooks.ts';

// each is a process of about 100 MB
const INSPECTIONS_AT_ONCE = 2;

/** What the models subgraph needs. */
export interface ModelsDependencies {
  readonly database: Database;
  readonly log: Logger;
  /** epoch milliseconds; the system clock when absent */
  readonly clock?: () => number;
  /** largest ONNX file, bytes; 32 MB when absent */
  readonly artifactLimitBytes?: number;
  /** folders and URL prefixes that files may be registered from; none when absent */
  readonly artifactSources?: readonly string[] | undefined;
  /** for reading a file from a path or URL; 30 s when absent */
  readonly readLimitMs?: number;
  /** for loading and running a file before it is registered; 20 s when absent */
  readonly inspectionLimitMs?: number;
  /** what promotion gates judge beside the metrics of the versions; nothing when absent */
  readonly evidence?: EvidenceSource;
  /** draws which leads meet the challenger of a rollout; random when absent */
  readonly newSalt?: () => string;
  /** how often subscriptions look for events although nothing was heard of any, ms; 500 when absent */
  readonly streamPollMs?: number | undefined;
  /** who is told of changes; nobody when absent */
  readonly registryWebhooks?: WebhookConfig | undefined;
  /** how they are told */
  readonly webhookPacing?: WebhookPacing;
  /** the MLflow server to follow; none when absent */
  readonly mlflow?: MlflowConfig | undefined;
}

/** The models subgraph, with its registry and rollouts for callers in this process. */
export interface Models extends Subgraph {
  readonly registry: Registry;
  readonly rollouts: Rollouts;
}

const randomSalt = (): string => randomBytes(16).toString('hex');

/** Wires the models subgraph; brings its tables up to date first. */
export async function createModels(dependencies: ModelsDependencies): Promise<Models> {
  const { database, log, clock = Date.now, newSalt = randomSalt } = dependencies;
  const { artifactLimitBytes = 33_554_432, inspectionLimitMs = 20_000, readLimitMs = 30_000 } = dependencies;
  const { artifactSources: sources = [], evidence = {} } = dependencies;
  await migrate(database, 'models', MIGRATIONS);
  const db = database.tables<never>();
  const inspect = limitConcurrency(INSPECTIONS_AT_ONCE, (candidate: Candidate) =>
    inspectApart(candidate, inspectionLimitMs),
  );
  const readArtifact = createArtifactReader(artifactSources(sources), readLimitMs);
  const outlet = await openWebhooks(dependencies, clock);
  const audit = { database, log, clock, outlet };
  const registry = new Registry({ ...audit, artifactLimitBytes, readArtifact, inspect, evidence });
  const rollouts = new Rollouts({ ...audit, newSalt });
  const feed = await openRolloutFeed(database, log, dependencies.streamPollMs);
  const mlflow = createMlflow({ ...audit, registry, artifactLimitBytes }, dependencies.mlflow);
  const schema = createModelsSchema(db, { registry, rollouts, feed, mlflow });
  const close = async () => {
    await mlflow.close();
    await feed.close();
    await outlet?.close();
  };
  return { name: 'models', schema, registry, rollouts, close };
}

async function openWebhooks(
  { database, log, registryWebhooks: config, webhookPacing: pacing = {} }: ModelsDependencies,
  clock: () => number,
): Promise<RegistryWebhooks | undefined> {
  return config && RegistryWebhooks.open({ db: database.tables<never>(), log, clock, config, pacing });
}
