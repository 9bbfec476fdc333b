import { DEFAULT_MODEL } from '../../../platform/config/default-model.ts';
import { murmurHash } from '../../../statistics/murmur-hash.ts';
import { GraphEvents } from '../client/graph-events.ts';
import { StepFailure } from '../client/step-failure.ts';
import { LEAD_AGES, type LoopDeps } from './loop-deps.ts';
import { checkDrift, type DriftFinding, findOpenLeads, refreshLake } from './loop-platform.ts';
import { awaitVersion, compareVersions, runCanary, shadowChampion } from './take-over.ts';
import { waitFor } from './transcript.ts';

/** Number of steps of {@link retrainingLoop}. */
export const LOOP_STEPS = 8;

const YOUNGER_THAN_DAYS = LEAD_AGES[1];
// from so many rows on a drift check judges by the size of a change: small ones are no drift
const ENOUGH_ROWS = 1_200;
const MINUTE = 60_000;

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
  const version = await transcript.step('The trained version is registered', () => awaitVersion(deps));
  await transcript.step('A backtest compares both versions on decisions after the training data', () =>
    compareVersions(deps, version),
  );
  await transcript.step('The version shadows the champion', () => shadowChampion(deps, version.version));
  await transcript.step('A canary moves the traffic, and the version becomes champion', () =>
    runCanary(deps, version.version),
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
  const { client, transcript, traffic, openNewMarket } = deps;
  const { added, scored } = await openNewMarket(YOUNGER_THAN_DAYS);
  transcript.say(
    `    ${added} leads of a year came with the new market's CRM, ${scored.length} of them are scored from now on`,
  );
  const rows = await refreshLake(client);
  transcript.say(`    the lake is refreshed: ${rows} rows of gold/training_set`);
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
