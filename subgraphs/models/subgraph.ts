import type { Database } from '../shared/database.ts';
import { limitConcurrency } from '../shared/limit-concurrency.ts';
import type { Logger } from '../shared/logger.ts';
import { migrate } from '../shared/migrate.ts';
import type { Subgraph } from '../shared/subgraph.ts';
import { createSubgraphSchema } from '../shared/subgraph-schema.ts';
import type { WebhookConfig } from '../shared/webhook-config.ts';
import { createArtifactReader } from './artifacts/artifact-reader.ts';
import { artifactSources } from './artifacts/artifact-sources.ts';
import { AuditResolver } from './audit-resolver.ts';
import { createLoaders } from './loaders.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { ModelMutationResolver } from './mutation-resolver.ts';
import { PromotionResolver } from './promotion-resolver.ts';
import { Registry } from './registry.ts';
import type { EvidenceSource } from './registry-options.ts';
import { ModelResolver } from './resolver.ts';
import type { VersionKey } from './store.ts';
import { inspectApart } from './validation/inspect-apart.ts';
import type { Candidate } from './validation/inspect-artifact.ts';
import { WebhookResolver } from './webhook-resolver.ts';
import { RegistryWebhooks } from './webhooks/registry-webhooks.ts';

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
  /** who is told of changes; nobody when absent */
  readonly registryWebhooks?: WebhookConfig | undefined;
  /** how often to look for webhooks that are due; 1 s when absent */
  readonly webhookPollMs?: number;
}

/** The models subgraph, with its registry for callers in this process. */
export interface Models extends Subgraph {
  readonly registry: Registry;
}

/** Wires the models subgraph; brings its tables up to date first. */
export async function createModels(dependencies: ModelsDependencies): Promise<Models> {
  const { database, log, clock = Date.now } = dependencies;
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
  const loaders = createLoaders(db);
  const findModel = ({ name }: { name: string }) => loaders.models.load(name);
  const findVersion = ({ model, version }: VersionKey) => loaders.versions.load({ model, version });
  const schema = createSubgraphSchema({
    resolvers: [ModelResolver, ModelMutationResolver, PromotionResolver, AuditResolver, WebhookResolver],
    instances: new Map<unknown, object>([
      [ModelResolver, new ModelResolver(db, loaders)],
      [ModelMutationResolver, new ModelMutationResolver(registry, loaders)],
      [PromotionResolver, new PromotionResolver(db, registry.promotions)],
      [AuditResolver, new AuditResolver(db)],
      [WebhookResolver, new WebhookResolver(db)],
    ]),
    references: {
      Model: findModel,
      ModelVersion: findVersion,
    },
  });
  return { name: 'models', schema, registry, close: async () => outlet?.close() };
}

async function openWebhooks(
  { database, log, registryWebhooks: config, webhookPollMs: pollMs }: ModelsDependencies,
  clock: () => number,
): Promise<RegistryWebhooks | undefined> {
  return config && RegistryWebhooks.open({ db: database.tables<never>(), log, clock, config, pollMs });
}
