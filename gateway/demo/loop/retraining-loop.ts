import { DEFAULT_MODEL } from '../../../platform/config/default-model.ts';
import { murmurHash } from '../../../statistics/murmur-hash.ts';
import { GraphEvents } from './graph-events.ts';
import {
  backtest,
  checkDrift,
  type DriftFinding,
  findOpenLeads,
  findVersions,
  type RegisteredVersion,
} from './loop-platform.ts';
import type { NewMarketLeads } from './new-market-leads.ts';
import { type RolloutCallers, rollOut } from './roll-out.ts';
import type { SteadyTraffic } from './steady-traffic.ts';
import { StepFailure, type Transcript, waitFor } from './transcript.ts';

/** Ages of the leads that are scored, days: those of the decisions of the training set. */
export const LEAD_AGES = [0, 30] as const;

/** Number of steps of {@link retrainingLoop}. */
export const LOOP_STEPS = 8;

const YOUNGER_THAN_DAYS = LEAD_AGES[1];
// from so many rows on a drift check judges by the size of a change: small ones are no drift
const ENOUGH_ROWS = 1_200;
const MINUTE = 60_000;

/** Collaborators of {@link retrainingLoop}. */
export interface LoopDeps extends RolloutCallers {
  readonly transcript: Transcript;
  readonly traffic: SteadyTraffic;
  /** Adds the leads of the new market. */
  readonly openNewMarket: (youngerThanDays: number) => Promise<NewMarketLeads>;
  /** Brings the lake's training set up to date. */
  readonly refreshTrainingSet: () => Promise<string>;
}

interface AlertEvent {
  readonly alertChanged: {
    readonly event: { readonly type: string; readonly severity: string | null };
    readonly alert: { readonly id: string; readonly metric: string; readonly value: number | null };
  };
}

const ALERTS = 'subscription { alertChanged { event { type severity } alert { id metric value } } }';

/**
 * Plays the circle of a model: its data drift, the drift check turns critical, the alert starts a training, the new version is
 * registered, backtested, shadowed, taken through a canary, and becomes champion; then drift is over.
 *
 * @throws {StepFailure} when a step does not happen
 */
export async function retrainingLoop(deps: LoopDeps): Promise<void> {
  const { transcript, url, token } = deps;
  const before = await transcript.step('The traffic of the home market becomes the reference of version 1', () =>
    settle(deps),
  );
  const alerts = new GraphEvents<AlertEvent>(url, token, ALERTS);
  try {
    await alerts.opened();
    const alert = await transcript.step('A new market: its leads come, and the drift check turns critical', () =>
      drift(deps, before, alerts),
    );
    await transcript.step('The alert starts a training', () => training(deps, alerts, alert));
  } finally {
    alerts.close();
  }
  const version = await transcript.step('The trained version is registered', () => registered(deps));
  await transcript.step('A backtest compares both versions on decisions after the training data', () =>
    compare(deps, version),
  );
  await transcript.step('The version shadows the champion', () => shadow(deps, version.version));
  await transcript.step('A canary moves the traffic, and the version becomes champion', () =>
    canary(deps, version.version),
  );
  await transcript.step('Drift is over', () => recovered(deps, version.version));
}

/** Ids of the home market's leads, after their scores have become the reference window. */
async function settle({ client, traffic, transcript }: LoopDeps): Promise<readonly string[]> {
  const leads = shuffle(await findOpenLeads(client, YOUNGER_THAN_DAYS));
  transcript.say(`    ${leads.length} open leads of the last ${YOUNGER_THAN_DAYS} days are scored in turn`);
  const from = Date.now();
  traffic.setLeads(leads);
  await traffic.answer(ENOUGH_ROWS);
  const until = Date.now();
  await client.ask(FIX_REFERENCE, { from: new Date(from).toISOString(), until: new Date(until).toISOString() });
  await traffic.answer(ENOUGH_ROWS);
  const finding = await checkDrift(client, 1, until);
  transcript.say(`    drift check of version 1: ${describe(finding)}`);
  if (finding.drifted.length > 0) throw new StepFailure('found drift, expected none yet');
  return leads;
}

const FIX_REFERENCE = `mutation ($from: DateTime!, $until: DateTime!) {
  setReferenceWindow(version: 1, from: $from, until: $until, reason: "the leads of the home market") { __typename }
}`;

/** Id of the first critical alert on drift. */
async function drift(deps: LoopDeps, home: readonly string[], alerts: GraphEvents<AlertEvent>): Promise<string> {
  const { client, transcript, traffic, openNewMarket, refreshTrainingSet } = deps;
  const { added, scored } = await openNewMarket(YOUNGER_THAN_DAYS);
  transcript.say(
    `    ${added} leads of a year came with the new market's CRM, ${scored.length} of them are scored from now on`,
  );
  transcript.say(`    ${await refreshTrainingSet()}`);
  const since = Date.now();
  traffic.setLeads(shuffle([...home, ...scored]));
  await traffic.answer(ENOUGH_ROWS);
  const finding = await checkDrift(client, 1, since);
  transcript.say(`    drift check of version 1: ${describe(finding)}`);
  const { alertChanged } = await alerts.next('a critical alert on drift', 3 * MINUTE, (one) => {
    const { event, alert } = one.alertChanged;
    return event.severity === 'CRITICAL' && /DRIFT/.test(alert.metric) && /OPENED|RAISED/.test(event.type);
  });
  const { id, value } = alertChanged.alert;
  transcript.say(`    alert ${id} is CRITICAL: degree ${value?.toFixed(1)}`);
  return id;
}

/** Ids in an order that has nothing to do with their age or market: any stretch of it is a sample. */
function shuffle(ids: readonly string[]): readonly string[] {
  const places = new Map(ids.map((id) => [id, murmurHash(id, 0)]));
  return ids.toSorted((a, b) => (places.get(a) as number) - (places.get(b) as number));
}

interface DeliveriesAnswer {
  readonly alert: {
    readonly deliveries: readonly {
      readonly receiver: string;
      readonly state: string;
      readonly lastStatus: number | null;
      readonly lastError: string | null;
    }[];
  };
}

const DELIVERIES = 'query ($id: ID!) { alert(id: $id) { deliveries { receiver state lastStatus lastError } } }';

async function training(
  { client, transcript }: LoopDeps,
  alerts: GraphEvents<AlertEvent>,
  first: string,
): Promise<void> {
  const { alertChanged } = await alerts.next(
    `a request for training after ${first}`,
    MINUTE,
    ({ alertChanged: { event } }) => event.type === 'RETRAINING_REQUESTED',
  );
  const { id } = alertChanged.alert;
  transcript.say(`    RETRAINING_REQUESTED by ${id}`);
  const ended = await waitFor({
    expected: 'the training command to end',
    limitMs: 10 * MINUTE,
    poll: async () => {
      const { alert } = await client.ask<DeliveriesAnswer>(DELIVERIES, { id });
      return alert.deliveries.find(({ receiver, state }) => receiver === 'RETRAINING' && state !== 'PENDING');
    },
  });
  if (ended.state !== 'DELIVERED') throw new StepFailure(`found a training that failed: ${ended.lastError}`);
  transcript.say(`    the training command ended with status ${ended.lastStatus}`);
}

async function registered({ client, transcript }: LoopDeps): Promise<RegisteredVersion> {
  const version = await waitFor({
    expected: 'a version after 2',
    limitMs: MINUTE,
    poll: async () => (await findVersions(client)).versions.find((one) => one.version > 2),
  });
  const figures = version.metrics.filter(({ name }) => ['auc', 'ece', 'rows'].includes(name));
  const shown = figures.map(({ name, value }) => `${name} ${value}`).join(', ');
  transcript.say(`    ${DEFAULT_MODEL}:${version.version}: ${version.description}; on its holdout ${shown}`);
  return version;
}

async function compare(
  { client, transcript }: LoopDeps,
  { version, referenceWindow }: RegisteredVersion,
): Promise<void> {
  if (!referenceWindow) throw new StepFailure(`found no reference window of version ${version}`);
  const window = {
    from: Date.parse(referenceWindow.from),
    until: Date.parse(referenceWindow.until),
    leadAges: LEAD_AGES,
  };
  const [champion, challenger] = [await backtest(client, 1, window), await backtest(client, version, window)];
  for (const [name, { auc, lower, upper, matured }] of [
    [1, champion],
    [version, challenger],
  ] as const)
    transcript.say(
      `    version ${name}: AUC ${auc.toFixed(3)} (${lower.toFixed(3)} to ${upper.toFixed(3)}) on ${matured} leads`,
    );
  if (challenger.auc <= champion.auc)
    throw new StepFailure(`found an AUC of ${challenger.auc}, expected more than ${champion.auc} of the champion`);
}

interface ShadowAnswer {
  readonly rollout: {
    readonly shadowReport: {
      readonly count: number;
      readonly errors: number;
      readonly scorePsi: number | null;
      readonly spearman: number | null;
    };
  };
}

const SHADOW = `query ($id: ID!, $version: Int!) {
  rollout(id: $id) { shadowReport(version: $version) { count errors scorePsi spearman } }
}`;

async function shadow(deps: LoopDeps, version: number): Promise<void> {
  const steps = [{ trafficShare: 1, holdSeconds: 5, minimumSamples: 300 }];
  const id = await rollOut(deps, { version, strategy: 'SHADOW', steps, reason: 'trained on the new market' });
  const { rollout } = await deps.client.ask<ShadowAnswer>(SHADOW, { id, version });
  const { count, errors, scorePsi, spearman } = rollout.shadowReport;
  deps.transcript.say(
    `    ${count} requests, ${errors} errors; score PSI ${scorePsi?.toFixed(2)}, rank correlation ${spearman?.toFixed(2)}`,
  );
}

async function canary(deps: LoopDeps, version: number): Promise<void> {
  const step = { holdSeconds: 5, minimumSamples: 100 };
  await rollOut(deps, {
    version,
    strategy: 'CANARY',
    steps: [0.3, 0.6, 1].map((trafficShare) => ({ ...step, trafficShare })),
    // SCORE_PSI is left out: the scores are meant to change, and the backtest has shown that they became better
    guardrails: [{ metric: 'ERROR_RATE', limit: 0.02 }],
    reason: 'better than the champion in the backtest',
  });
  const { champion } = await findVersions(deps.client);
  if (champion.version !== version) throw new StepFailure(`found champion ${champion.version}, expected ${version}`);
  deps.transcript.say(
    `    ${DEFAULT_MODEL}:${version} is champion; ${deps.traffic.failed} requests were left without a score`,
  );
}

const OPEN_ALERTS = `query ($model: String!) {
  alerts(filter: { model: $model, statuses: [OPEN, ACKNOWLEDGED] }, first: 50) { edges { node { id metric } } }
}`;

interface AlertsAnswer {
  readonly alerts: { readonly edges: readonly { readonly node: { readonly id: string; readonly metric: string } }[] };
}

async function recovered({ client, traffic, transcript }: LoopDeps, version: number): Promise<void> {
  // the rules resolve an alert after so many checks without drift
  for (let check = 1; check <= 3; check += 1) {
    const since = Date.now();
    await traffic.answer(ENOUGH_ROWS);
    const finding = await checkDrift(client, version, since);
    transcript.say(`    drift check of version ${version}, against its training: ${describe(finding)}`);
    if (finding.drifted.length > 0) throw new StepFailure('found drift, expected none any more');
  }
  await waitFor({
    expected: 'the alerts on drift to resolve',
    limitMs: MINUTE,
    poll: async () => {
      const { alerts } = await client.ask<AlertsAnswer>(OPEN_ALERTS, { model: DEFAULT_MODEL });
      return alerts.edges.some(({ node }) => /DRIFT/.test(node.metric)) ? undefined : true;
    },
  });
  transcript.say('    every alert on drift is resolved');
}

function describe({ outcome, rows, drifted }: DriftFinding): string {
  return [`${outcome} on ${rows} rows`, ...drifted].join(', ');
}
