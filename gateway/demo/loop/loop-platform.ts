import { DEFAULT_MODEL } from '../../../platform/config/default-model.ts';
import { DAY_MS } from '../../../platform/time.ts';
import type { GraphClient } from '../client/graph-client.ts';
import { StepFailure } from '../client/step-failure.ts';
import { waitFor } from './transcript.ts';

/** Finding of a drift check. */
export interface DriftFinding {
  readonly outcome: string;
  readonly rows: number;
  /** features with drift, the most severe first: `company_size CRITICAL` */
  readonly drifted: readonly string[];
}

interface DriftAnswer {
  readonly runDriftCheck: {
    readonly report: {
      readonly outcome: string;
      readonly current: { readonly rows: number };
      readonly againstReference: {
        readonly score: { readonly outcome: string };
        readonly features: readonly { readonly feature: string; readonly outcome: string; readonly degree: number }[];
      };
    };
  };
}

const DRIFT = `mutation ($model: String!, $version: Int!, $from: DateTime!) {
  runDriftCheck(model: $model, version: $version, window: { from: $from }) {
    report {
      outcome
      current { rows }
      againstReference { score { outcome } features { feature outcome degree } }
    }
  }
}`;

/** Checks a version for drift on its predictions since a time, epoch milliseconds. */
export async function checkDrift(client: GraphClient, version: number, since: number): Promise<DriftFinding> {
  const variables = { model: DEFAULT_MODEL, version, from: new Date(since).toISOString() };
  const { outcome, current, againstReference } = (await client.ask<DriftAnswer>(DRIFT, variables)).runDriftCheck.report;
  const { score, features } = againstReference;
  const isDrift = (found: string) => found === 'WARNING' || found === 'CRITICAL';
  const drifted = features
    .filter((feature) => isDrift(feature.outcome))
    .sort((a, b) => b.degree - a.degree)
    .map((feature) => `${feature.feature} ${feature.outcome}`);
  if (isDrift(score.outcome)) drifted.push(`score ${score.outcome}`);
  return { outcome, rows: current.rows, drifted };
}

const OPEN_LEADS = `query ($from: DateTime!, $after: String) {
  leads(filter: { createdFrom: $from }, orderBy: CREATED_AT_DESC, first: 100, after: $after) {
    edges { node { id } }
    pageInfo { hasNextPage endCursor }
  }
}`;

interface LeadsAnswer {
  readonly leads: {
    readonly edges: readonly { readonly node: { readonly id: string } }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  };
}

/** Ids of the open leads that are younger than so many days. */
export async function findOpenLeads(client: GraphClient, youngerThanDays: number): Promise<readonly string[]> {
  const from = new Date(Date.now() - youngerThanDays * DAY_MS).toISOString();
  const ids: string[] = [];
  let after: string | null = null;
  for (;;) {
    const { leads }: LeadsAnswer = await client.ask<LeadsAnswer>(OPEN_LEADS, { from, after });
    ids.push(...leads.edges.map(({ node }) => node.id));
    if (!leads.pageInfo.hasNextPage) return ids;
    after = leads.pageInfo.endCursor;
  }
}

const VERSIONS = `query ($model: String!) {
  model(name: $model) {
    champion { version }
    versions { version description metrics { name value } referenceWindow { from until rows } }
  }
}`;

/** Version of the model as the registry has it. */
export interface RegisteredVersion {
  readonly version: number;
  readonly description: string;
  readonly metrics: readonly { readonly name: string; readonly value: number }[];
  readonly referenceWindow: { readonly from: string; readonly until: string; readonly rows: number } | null;
}

interface VersionsAnswer {
  readonly model: {
    readonly champion: { readonly version: number };
    readonly versions: readonly RegisteredVersion[];
  };
}

/** Champion and versions of the model. */
export async function findVersions(client: GraphClient): Promise<VersionsAnswer['model']> {
  return (await client.ask<VersionsAnswer>(VERSIONS, { model: DEFAULT_MODEL })).model;
}

const START_BACKTEST = `mutation ($model: String!, $version: Int!, $from: DateTime!, $until: DateTime!, $ages: [Float!]!) {
  startBacktest(model: $model, version: $version, from: $from, until: $until, decision: { leadAges: $ages }) {
    backtest { id }
  }
}`;

const BACKTEST = `query ($id: ID!) {
  backtest(id: $id) { status scored performance { report { matured auc { auc lower upper } } } }
}`;

interface BacktestAnswer {
  readonly backtest: {
    readonly status: string;
    readonly scored: number;
    readonly performance: {
      readonly report: {
        readonly matured: number;
        readonly auc: { readonly auc: number; readonly lower: number; readonly upper: number } | null;
      };
    } | null;
  };
}

/** Decisions of a backtest. */
export interface BacktestWindow {
  /** epoch milliseconds */
  readonly from: number;
  /** epoch milliseconds, exclusive */
  readonly until: number;
  /** quantiles, days */
  readonly leadAges: readonly number[];
}

/** Backtests a version to its end. @returns its AUC with the confidence interval, and the matured leads */
export async function backtest(client: GraphClient, version: number, window: BacktestWindow) {
  const { startBacktest } = await client.ask<{ startBacktest: { backtest: { id: string } } }>(START_BACKTEST, {
    model: DEFAULT_MODEL,
    version,
    from: new Date(window.from).toISOString(),
    until: new Date(window.until).toISOString(),
    ages: window.leadAges,
  });
  const { id } = startBacktest.backtest;
  return waitFor({
    expected: `backtest ${id} of version ${version} to succeed`,
    limitMs: 120_000,
    poll: async () => {
      const { status, performance } = (await client.ask<BacktestAnswer>(BACKTEST, { id })).backtest;
      if (status === 'FAILED' || status === 'CANCELLED') throw new StepFailure(`found backtest ${id} ${status}`);
      const report = performance?.report;
      return status === 'SUCCEEDED' && report?.auc ? { matured: report.matured, ...report.auc } : undefined;
    },
  });
}

const GOLD = '{ lakeTables(layer: GOLD) { name rows updatedAt } }';

interface GoldAnswer {
  readonly lakeTables: readonly {
    readonly name: string;
    readonly rows: number | null;
    readonly updatedAt: string | null;
  }[];
}

/** Has everything so far go through the lake. @returns the rows of the training set */
export async function refreshLake(client: GraphClient): Promise<number> {
  const { requestedAt } = (
    await client.ask<{ refreshLake: { requestedAt: string } }>('mutation { refreshLake { requestedAt } }')
  ).refreshLake;
  return waitFor({
    expected: 'gold/training_set after the refresh of the lake',
    limitMs: 300_000,
    poll: async () => {
      const { lakeTables } = await client.ask<GoldAnswer>(GOLD);
      const table = lakeTables.find(({ name }) => name === 'gold/training_set');
      const isNewer = Date.parse(table?.updatedAt ?? '') > Date.parse(requestedAt);
      return isNewer ? (table?.rows ?? undefined) : undefined;
    },
  });
}
