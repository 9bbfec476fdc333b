import { randomBytes } from 'node:crypto';
import type { Registry as Metrics } from 'prom-client';
import { migrateLeases } from '../../platform/background/leader-lease.ts';
import type { MlflowConfig } from '../../platform/config/mlflow-config.ts';
import type { WebhookConfig } from '../../platform/config/webhook-config.ts';
import type { Database } from '../../platform/database/database.ts';
import { migrate } from '../../platform/database/migrate.ts';
import type { Logger } from '../../platform/logger.ts';
import type { Outbox } from '../../platform/outbox/outbox.ts';
import { closePart } from '../../platform/process/close-part.ts';
import { limitConcurrency } from '../../platform/process/limit-concurrency.ts';
import { DEFAULT_MODEL_MEMORY_BYTES } from '../../platform/process/model-process.ts';
import { exposeFeed } from '../../platform/streams/feed-metrics.ts';
import type { Subgraph } from '../../platform/subgraph/subgraph.ts';
import { DAY_MS } from '../../platform/time.ts';
import { createArtifactReader } from './artifacts/artifact-reader.ts';
import { artifactSources } from './artifacts/artifact-sources.ts';
import { auditOutsideChanges } from './audit/outside-changes.ts';
import { replaceLeadIds } from './erasure/replace-lead-ids.ts';
import { createModelsSchema } from './graph/models-schema.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { createMlflow } from './mlflow/mlflow.ts';
import { exposeMlflow } from './mlflow/mlflow-metrics.ts';
import type { EvidenceSource } from './promotion/judge-version.ts';
import { limitPerSubject } from './registry/limit-per-subject.ts';
import { Registry } from './registry/registry.ts';
import { Rollouts } from './rollout/commands/rollouts.ts';
import { RolloutController } from './rollout/control/rollout-controller.ts';
import type { UnjudgedLimits } from './rollout/control/unjudged-rollouts.ts';
import { promotionEvidence } from './rollout/promotion-evidence.ts';
import { createReplay } from './rollout/replay/replay-in-child-process.ts';
import { exposeRollouts } from './rollout/rollout-metrics.ts';
import { openRolloutFeed } from './rollout/store/rollout-feed.ts';
import type { Candidate } from './validation/inspect-artifact.ts';
import { inspectInChildProcess } from './validation/inspect-in-child-process.ts';
import { RegistryWebhooks } from './webhooks/registry-webhooks.ts';
import { exposeWebhooks } from './webhooks/webhook-metrics.ts';
import { WithdrawalFollower } from './withdrawal/withdrawal-follower.ts';

// each is a process of about 100 MB
const INSPECTIONS_AT_ONCE = 2;

/** Dependencies and settings of the models subgraph. */
export interface ModelsDeps {
  readonly database: Database;
  readonly log: Logger;
  /** source of changes in other subgraphs for the audit log; none are audited when absent */
  readonly outbox?: Outbox | undefined;
  /** epoch milliseconds; default the system clock */
  readonly clock?: () => number;
  /** largest ONNX file, bytes; default 32 MB */
  readonly artifactLimitBytes?: number;
  /** folders and URL prefixes that files may be registered from; default none */
  readonly artifactSources?: readonly string[] | undefined;
  /** time limit for reading a file from a path or URL, ms; default 30,000 */
  readonly readLimitMs?: number;
  /** time limit for inspecting a file before its registration, ms; default 20,000 */
  readonly inspectionLimitMs?: number;
  /** memory limit of a process that runs model files, bytes; default 1 GiB */
  readonly modelMemoryLimitBytes?: number | undefined;
  /** maximum number of concurrent registrations of one caller; default 2 */
  readonly registrationsPerSubject?: number | undefined;
  /** evidence for promotion gates beside the metrics; default recorded requests and A/B tests */
  readonly evidence?: EvidenceSource;
  /** draws the salt that assigns leads to the challenger of a rollout; default random */
  readonly newSalt?: () => string;
  /** poll interval of subscriptions between notifications, ms; default 500 */
  readonly streamPollMs?: number | undefined;
  /** receivers of webhooks about changes; default none */
  readonly registryWebhooks?: WebhookConfig | undefined;
  /** poll interval of due webhooks, ms; default 1,000 */
  readonly webhookPollMs?: number;
  /** MLflow server to synchronize with; default none */
  readonly mlflow?: MlflowConfig | undefined;
  /** interval of rollout evaluations, ms; when absent only `controller.evaluate()` runs them */
  readonly rolloutPollMs?: number | undefined;
  /** how long a rollout may go without an evaluation; default one minute until it holds, ten until it ends */
  readonly unjudgedLimits?: UnjudgedLimits | undefined;
  /** monotonic clock, milliseconds; default `performance.now` */
  readonly uptime?: () => number;
  /** age from which a lead without an outcome counts as lost, days; default 90 */
  readonly maturityDays?: number;
  /** time limit for replaying recorded requests, ms; default 30,000 */
  readonly replayLimitMs?: number;
  /** registry of the metrics; none are exposed when absent */
  readonly metrics?: Metrics | undefined;
  /** see {@link replaceLeadIds} */
  readonly erasureSettleMs?: number | undefined;
  /** poll interval of withdrawn champions between notifications, ms; default 1,000 */
  readonly withdrawalPollMs?: number;
}

/** The models subgraph, with its registry, rollouts and rollout controller for callers in this process. */
export interface Models extends Subgraph {
  readonly registry: Registry;
  readonly rollouts: Rollouts;
  readonly controller: RolloutController;
}

/** Longest reading, check and replay of a model file, milliseconds. */
export const MODEL_FILE_TIMES_MS = { read: 30_000, inspection: 20_000, replay: 30_000 } as const;

const randomSalt = (): string => randomBytes(16).toString('hex');

/** Migrates the database, then creates the models subgraph. */
export async function createModels(dependencies: ModelsDeps): Promise<Models> {
  const { database, log, clock = Date.now, newSalt = randomSalt } = dependencies;
  const { artifactLimitBytes = 33_554_432, inspectionLimitMs = MODEL_FILE_TIMES_MS.inspection } = dependencies;
  const { artifactSources: sources = [], maturityDays = 90 } = dependencies;
  const { readLimitMs = MODEL_FILE_TIMES_MS.read, replayLimitMs = MODEL_FILE_TIMES_MS.replay } = dependencies;
  const { modelMemoryLimitBytes: memoryLimitBytes = DEFAULT_MODEL_MEMORY_BYTES, registrationsPerSubject = 2 } =
    dependencies;
  await migrate(database, 'models', MIGRATIONS);
  await migrateLeases(database);
  const db = database.tables<never>();
  const inspect = limitConcurrency(INSPECTIONS_AT_ONCE, (candidate: Candidate) =>
    inspectInChildProcess(candidate, { timeLimitMs: inspectionLimitMs, memoryLimitBytes }),
  );
  const limitSubject = limitPerSubject(registrationsPerSubject);
  const readArtifact = createArtifactReader(artifactSources(sources), readLimitMs);
  const outlet = await openWebhooks(dependencies, clock);
  const audit = { database, log, clock, outlet };
  const closing = new AbortController();
  const replay = createReplay({ timeLimitMs: replayLimitMs, memoryLimitBytes }, closing.signal);
  const maturityMs = maturityDays * DAY_MS;
  const maturity = () => ({ now: clock(), maturityMs });
  const { evidence = promotionEvidence({ database, replay, maturity }) } = dependencies;
  const registry = new Registry({ ...audit, artifactLimitBytes, readArtifact, inspect, evidence, limitSubject });
  const rollouts = new Rollouts({ ...audit, newSalt });
  const { unjudgedLimits, uptime } = dependencies;
  const controller = new RolloutController({ ...audit, maturityMs, replay, unjudgedLimits, uptime });
  const withdrawals = new WithdrawalFollower({ ...audit, pollMs: dependencies.withdrawalPollMs ?? 1_000 });
  const feed = await openRolloutFeed(database, log, dependencies.streamPollMs);
  exposeFeed(dependencies.metrics, 'rolloutChanged', feed);
  const mlflow = createMlflow({ ...audit, registry, artifactLimitBytes }, dependencies.mlflow);
  exposeStates(dependencies, clock);
  const leadChanges = followLeads(dependencies);
  const schema = createModelsSchema(db, {
    registry,
    rollouts,
    feed,
    mlflow,
    maturity,
    resending: { ...audit, webhooks: outlet },
    audit,
  });
  if (dependencies.rolloutPollMs !== undefined) controller.start(dependencies.rolloutPollMs);
  const close = async (): Promise<void> => {
    closing.abort();
    await closePart('withdrawals', () => withdrawals.close());
    await closePart('rollout controller', () => controller.close());
    await closePart('MLflow sync', () => mlflow.close());
    await closePart('feed of rollouts', () => feed.close());
    await closePart('registry webhooks', () => outlet?.close());
    for (const consumer of leadChanges) await closePart('consumer of changes of leads', () => consumer.close());
  };
  return { name: 'models', schema, registry, rollouts, controller, close };
}

/** Audits what is changed about leads, and erases their ids. */
function followLeads({ outbox, ...deps }: ModelsDeps): readonly { close(): Promise<void> }[] {
  return outbox ? [auditOutsideChanges(outbox), replaceLeadIds({ ...deps, outbox })] : [];
}

async function openWebhooks(
  { database, log, registryWebhooks: config, webhookPollMs: pollMs }: ModelsDeps,
  clock: () => number,
): Promise<RegistryWebhooks | undefined> {
  return config && RegistryWebhooks.open({ db: database.tables<never>(), log, clock, config, pollMs });
}

function exposeStates(
  { database, log, mlflow, registryWebhooks: config, metrics: registry }: ModelsDeps,
  clock: () => number,
): void {
  const deps = { registry, db: database.tables<never>(), log, clock };
  exposeRollouts(deps);
  if (mlflow) exposeMlflow(deps);
  if (config) exposeWebhooks({ ...deps, config });
}
