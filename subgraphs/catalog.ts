import type { Registry } from 'prom-client';
import type { AlertConfig } from '../platform/config/alert-config.ts';
import type { BatchConfig } from '../platform/config/batch-config.ts';
import type { CrmConfig } from '../platform/config/crm-config.ts';
import type { LakeConfig } from '../platform/config/lake-config.ts';
import type { MlflowConfig } from '../platform/config/mlflow-config.ts';
import type { RescoreConfig } from '../platform/config/rescore-config.ts';
import type { WebhookConfig } from '../platform/config/webhook-config.ts';
import type { Database } from '../platform/database/database.ts';
import { waitForViews } from '../platform/database/published-views.ts';
import { ExportSlots } from '../platform/exports/export-slots.ts';
import type { Logger } from '../platform/logger.ts';
import type { Outbox } from '../platform/outbox/outbox.ts';
import { closePart } from '../platform/process/close-part.ts';
import { SUBGRAPH_NAMES, type Subgraph, type SubgraphName } from '../platform/subgraph/subgraph.ts';
import type { PublishedViews as LeadsViews } from './leads/published.ts';
import { createLeads } from './leads/subgraph.ts';
import type { PublishedViews as ModelsViews } from './models/published.ts';
import { createModels, type Models } from './models/subgraph.ts';
import type { PublishedViews as MonitoringViews } from './monitoring/published.ts';
import { createMonitoring, type Monitoring } from './monitoring/subgraph.ts';
import type { PublishedViews as ScoresViews } from './scores/published.ts';
import { createScores, type Scores } from './scores/subgraph.ts';

/** Settings and dependencies of the subgraphs. */
export interface SubgraphDeps {
  readonly database: Database;
  readonly outbox: Outbox;
  readonly log: Logger;
  /** the database's, see `openDatabaseClock`: epoch milliseconds */
  readonly clock: () => number;
  /** registry of the metrics of states; none are exposed when absent */
  readonly metrics?: Registry | undefined;
  /** exports under way in this process; 2 when absent */
  readonly maxExports?: number | undefined;
  readonly artifactLimitBytes: number;
  /** folders and URL prefixes that model files may be read from; none when absent */
  readonly artifactSources?: readonly string[];
  /** of a process that loads and runs model files, bytes; 1 GiB when absent */
  readonly modelMemoryLimitBytes?: number | undefined;
  /** most registrations of one caller that are under way at once; 2 when absent */
  readonly registrationsPerSubject?: number | undefined;
  /** the MLflow server that the model registry follows; none when absent */
  readonly mlflow?: MlflowConfig | undefined;
  readonly inferenceWorkers: number;
  /** most requests that wait for shadow versions; 1,000 by default */
  readonly shadowQueueRows?: number | undefined;
  /** of one run of a shadow version, milliseconds; 1,000 by default */
  readonly shadowTimeLimitMs?: number | undefined;
  /** of one run of a model in a process of its own, milliseconds; 1,000 by default */
  readonly inferenceTimeLimitMs?: number | undefined;
  /** hung or crashed runs, within which time, that take a version out of traffic; 3 within a minute by default */
  readonly breakdownLimits?: { readonly count: number; readonly windowMs: number } | undefined;
  /** of one run of a model in this process, after which the process ends, milliseconds; 10,000 by default */
  readonly inferenceStallMs?: number | undefined;
  /** where this process keeps what must outlive it; stalled runs are not watched when absent */
  readonly dataDir?: string | undefined;
  /** automatic scoring of leads; only on request when absent */
  readonly rescore?: RescoreConfig | undefined;
  /** when batch jobs score all open leads; only on request when absent */
  readonly batchSchedule?: BatchConfig['batchSchedule'];
  /** threads that score the rows of a batch job; 1 when absent */
  readonly batchWorkers?: number | undefined;
  /** how long changes of leads are kept for subscribers who come back; 7 days by default */
  readonly leadChangeRetentionDays?: number | undefined;
  /** receivers of webhooks about changes of models; none when absent */
  readonly registryWebhooks?: WebhookConfig | undefined;
  /** how often rollouts are evaluated; only on request when absent */
  readonly rolloutPollMs?: number | undefined;
  /** how long a rollout may go without an evaluation; default one minute until it holds, ten until it ends */
  readonly unjudgedLimits?: { readonly holdAfterMs: number; readonly failAfterMs: number } | undefined;
  /** age from which on a lead without an outcome counts as lost, days; 90 when absent */
  readonly maturityDays?: number;
  /** the same of models that have a window of their own */
  readonly modelMaturityDays?: Readonly<Record<string, number>>;
  /** name of the model whose scores rank the leads; the platform's default model when absent */
  readonly crmModel?: string | undefined;
  /** how long predictions are kept, days; for good when absent */
  readonly predictionRetentionDays?: number | undefined;
  /** how often live versions are checked for drift, minutes; only on request when absent or 0 */
  readonly driftCheckMinutes?: number | undefined;
  /** how far back a drift check looks, hours; 24 when absent */
  readonly driftWindowHours?: number | undefined;
  /** how long drift reports are kept, days; 90 when absent */
  readonly driftReportRetentionDays?: number | undefined;
  /** time from an erasure until work that began before it has ended, ms; one minute when absent */
  readonly erasureSettleMs?: number | undefined;
  /** time for which readers of the lake keep versions with removed rows, ms; ten minutes when absent */
  readonly removalGraceMs?: number | undefined;
  /** the lake; none when absent */
  readonly lake?: LakeConfig | undefined;
  /** the link to the CRM; none when absent */
  readonly crm?: CrmConfig | undefined;
  /** channels of alerts and retraining; none, and alerts change by signals and mutations only, when absent */
  readonly alerts?: AlertConfig | undefined;
}

/** Every subgraph, running in this process. */
export interface Subgraphs {
  readonly leads: Subgraph;
  readonly scores: Scores;
  readonly models: Models;
  readonly monitoring: Monitoring;
}

/** Dependencies of one subgraph: the exports of all in this process share its places. */
type CreateDeps = SubgraphDeps & { readonly exportSlots: ExportSlots };

// the owner of what others read comes before them
const ORDER = ['leads', 'models', 'scores', 'monitoring'] as const satisfies readonly SubgraphName[];

const CREATE: { readonly [Name in SubgraphName]: (deps: CreateDeps) => Promise<Subgraphs[Name]> } = {
  leads: createLeads,
  models: createModels,
  scores: createScores,
  monitoring: createMonitoring,
};

type PublishedView = keyof (LeadsViews & ModelsViews & ScoresViews & MonitoringViews);

/** Published views that each subgraph waits for before it starts. */
const READS: Readonly<Record<SubgraphName, readonly PublishedView[]>> = {
  leads: [],
  // what it reads of scores, leads and monitoring, which start later, it reads once it is there
  models: [],
  scores: [
    'leads.lead_facts',
    'leads.lead_state',
    'leads.current_lead',
    'leads.merged_lead',
    'leads.change_log',
    'leads.change_log_stream',
    'leads.interaction_facts',
    'leads.lake_table_state',
    'models.live_deployment',
    'models.registered_version',
    'models.reference_window_data',
    'leads.outcome_facts',
    'models.grade_policy_facts',
  ],
  monitoring: [
    'scores.prediction_log',
    'scores.failure_log',
    'scores.log_horizon',
    'scores.backtest_log',
    'scores.backtest_score_log',
    'leads.outcome_facts',
    'leads.interaction_facts',
    'leads.lake_expectation_log',
    'leads.crm_state',
    'leads.lake_table_state',
    'models.live_deployment',
    'models.reference_window_data',
    'models.grade_policy_facts',
  ],
};

/**
 * Starts subgraphs in this process, each after its own migrations. One that reads what a subgraph of another process
 * publishes waits until that has run its migrations.
 *
 * @param names which; every one by default
 * @param onCreated hears how many of them run
 */
export function createSubgraphs(deps: SubgraphDeps): Promise<Subgraphs>;
export function createSubgraphs<Name extends SubgraphName>(
  deps: SubgraphDeps,
  names: readonly Name[],
  onCreated?: (created: number) => void,
): Promise<Pick<Subgraphs, Name>>;
export async function createSubgraphs(
  deps: SubgraphDeps,
  names: readonly SubgraphName[] = SUBGRAPH_NAMES,
  onCreated: (created: number) => void = () => undefined,
): Promise<Partial<Subgraphs>> {
  const created: Partial<Record<SubgraphName, Subgraph>> = {};
  const exportSlots = new ExportSlots(deps.maxExports);
  for (const name of ORDER.filter((candidate) => names.includes(candidate))) {
    await waitForViews(deps.database, READS[name], deps.log);
    created[name] = await CREATE[name]({ ...deps, exportSlots });
    onCreated(Object.keys(created).length);
  }
  return created as Partial<Subgraphs>;
}

/** Stops them in the reverse order: a writer before its reader. */
export async function closeSubgraphs(subgraphs: Partial<Subgraphs>): Promise<void> {
  const failures: unknown[] = [];
  for (const name of [...ORDER].reverse())
    await closePart(`subgraph ${name}`, () => subgraphs[name]?.close()).catch((error) => failures.push(error));
  // one that was left open would keep the process alive
  if (failures.length > 0) throw failures.length === 1 ? failures[0] : new AggregateError(failures);
}
