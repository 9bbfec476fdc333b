import { randomBytes } from 'node:crypto';
import type { GraphQLSchema } from 'graphql';
import type { Database } from '../shared/database.ts';
import { limitConcurrency } from '../shared/limit-concurrency.ts';
import type { Logger } from '../shared/logger.ts';
import { migrate } from '../shared/migrate.ts';
import type { Subgraph } from '../shared/subgraph.ts';
import { createSubgraphSchema } from '../shared/subgraph-schema.ts';
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
import type { Maturity } from './rollout/outcome-store.ts';
import { promotionEvidence } from './rollout/promotion-evidence.ts';
import { createReplay } from './rollout/replay/replay-apart.ts';
import { RolloutController } from './rollout/rollout-controller.ts';
import { openRolloutFeed, type RolloutFeed } from './rollout/rollout-feed.ts';
import { Rollouts } from './rollout/rollouts.ts';
import { type RolloutChangedArguments, RolloutChangeResolver } from './rollout-change-resolver.ts';
import { RolloutMutationResolver } from './rollout-mutation-resolver.ts';
import { ModelRolloutResolver, RolloutResolver } from './rollout-resolver.ts';
import { RolloutResultResolver } from './rollout-result-resolver.ts';
import type { Db, VersionKey } from './store.ts';
import { inspectApart } from './validation/inspect-apart.ts';
import type { Candidate } from './validation/inspect-artifact.ts';

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
  /** what promotion gates judge beside the metrics of the versions; recorded requests and A/B tests when absent */
  readonly evidence?: EvidenceSource;
  /** draws which leads meet the challenger of a rollout; random when absent */
  readonly newSalt?: () => string;
  /** how often subscriptions look for events although nothing was heard of any, ms; 500 when absent */
  readonly streamPollMs?: number | undefined;
  /** how often to look at rollouts, ms; when absent only `controller.look()` does */
  readonly rolloutLookMs?: number | undefined;
  /** after which a lead without an outcome counts as lost; 90 days when absent */
  readonly maturityDays?: number;
  /** for running recorded requests through a version; 30 s when absent */
  readonly replayLimitMs?: number;
}

/** The models subgraph, with its registry, rollouts and what moves these on, for callers in this process. */
export interface Models extends Subgraph {
  readonly registry: Registry;
  readonly rollouts: Rollouts;
  readonly controller: RolloutController;
}

const DAY_MS = 86_400_000;

const randomSalt = (): string => randomBytes(16).toString('hex');

/** Wires the models subgraph; brings its tables up to date first. */
export async function createModels(dependencies: ModelsDependencies): Promise<Models> {
  const { database, log, clock = Date.now, newSalt = randomSalt } = dependencies;
  const { artifactLimitBytes = 33_554_432, inspectionLimitMs = 20_000, readLimitMs = 30_000 } = dependencies;
  const { artifactSources: sources = [], maturityDays = 90, replayLimitMs = 30_000 } = dependencies;
  await migrate(database, 'models', MIGRATIONS);
  const db = database.tables<never>();
  const inspect = limitConcurrency(INSPECTIONS_AT_ONCE, (candidate: Candidate) =>
    inspectApart(candidate, inspectionLimitMs),
  );
  const readArtifact = createArtifactReader(artifactSources(sources), readLimitMs);
  const closing = new AbortController();
  const replay = createReplay(replayLimitMs, closing.signal);
  const maturityMs = maturityDays * DAY_MS;
  const maturity = () => ({ now: clock(), maturityMs });
  const { evidence = promotionEvidence({ database, replay, maturity }) } = dependencies;
  const controller = new RolloutController({ database, log, clock, maturityMs, replay });
  const registry = new Registry({ database, log, clock, artifactLimitBytes, readArtifact, inspect, evidence });
  const rollouts = new Rollouts({ database, log, clock, newSalt });
  const feed = await openRolloutFeed(database, log, dependencies.streamPollMs);
  const schema = createSchema(db, { registry, rollouts, feed, maturity });
  if (dependencies.rolloutLookMs !== undefined) controller.start(dependencies.rolloutLookMs);
  const close = async (): Promise<void> => {
    closing.abort();
    await controller.close();
    await feed.close();
  };
  return { name: 'models', schema, registry, rollouts, controller, close };
}

/** What the graph shows and changes. */
interface SchemaParts {
  readonly registry: Registry;
  readonly rollouts: Rollouts;
  readonly feed: RolloutFeed;
  readonly maturity: () => Maturity;
}

function createSchema(db: Db, { registry, rollouts, feed, maturity }: SchemaParts): GraphQLSchema {
  const loaders = createLoaders(db);
  const findModel = ({ name }: { name: string }) => loaders.models.load(name);
  const findVersion = ({ model, version }: VersionKey) => loaders.versions.load({ model, version });
  const findRollout = ({ id }: { id: string }) => loaders.rollouts.load(id);
  return createSubgraphSchema({
    resolvers: [
      ModelResolver,
      ModelMutationResolver,
      PromotionResolver,
      AuditResolver,
      RolloutResolver,
      ModelRolloutResolver,
      RolloutMutationResolver,
      RolloutChangeResolver,
      RolloutResultResolver,
    ],
    instances: new Map<unknown, object>([
      [ModelResolver, new ModelResolver(db, loaders)],
      [ModelMutationResolver, new ModelMutationResolver(registry, loaders)],
      [PromotionResolver, new PromotionResolver(db, registry.promotions)],
      [AuditResolver, new AuditResolver(db)],
      [RolloutResolver, new RolloutResolver(db, loaders)],
      [ModelRolloutResolver, new ModelRolloutResolver(db, loaders)],
      [RolloutMutationResolver, new RolloutMutationResolver(rollouts)],
      [RolloutChangeResolver, new RolloutChangeResolver(feed, loaders)],
      [RolloutResultResolver, new RolloutResultResolver(db, loaders, maturity)],
    ]),
    streams: {
      rolloutChanged: async ({ model, after }: RolloutChangedArguments) =>
        feed.subscribe({ after, accepts: (news) => model == null || news.model === model }),
    },
    references: {
      Model: findModel,
      ModelVersion: findVersion,
      Rollout: findRollout,
    },
  });
}
