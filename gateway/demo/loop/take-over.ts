import { DEFAULT_MODEL } from '../../../platform/config/default-model.ts';
import { StepFailure } from '../client/step-failure.ts';
import { LEAD_AGES, type LoopDeps } from './loop-deps.ts';
import { backtest, findVersions, type RegisteredVersion } from './loop-platform.ts';
import { rollOut } from './roll-out.ts';
import { waitFor } from './transcript.ts';

/** Newest version, once the training has registered it. */
export async function awaitVersion({ client, transcript }: LoopDeps): Promise<RegisteredVersion> {
  const version = await waitFor({
    expected: 'a version after 2',
    limitMs: 60_000,
    poll: async () => (await findVersions(client)).versions.find((one) => one.version > 2),
  });
  const figures = version.metrics.filter(({ name }) => ['auc', 'ece', 'rows'].includes(name));
  const shown = figures.map(({ name, value }) => `${name} ${value}`).join(', ');
  transcript.say(`    ${DEFAULT_MODEL}:${version.version}: ${version.description}; on its holdout ${shown}`);
  return version;
}

/** Compares the version with the champion on decisions after its training data. @throws {StepFailure} when it is no better */
export async function compareVersions(
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

/** Has the version shadow the champion. */
export async function shadowChampion(deps: LoopDeps, version: number): Promise<void> {
  const steps = [{ trafficShare: 1, holdSeconds: 5, minimumSamples: 300 }];
  const id = await rollOut(deps, { version, strategy: 'SHADOW', steps, reason: 'trained on the new market' });
  const { rollout } = await deps.client.ask<ShadowAnswer>(SHADOW, { id, version });
  const { count, errors, scorePsi, spearman } = rollout.shadowReport;
  deps.transcript.say(
    `    ${count} requests, ${errors} errors; score PSI ${scorePsi?.toFixed(2)}, rank correlation ${spearman?.toFixed(2)}`,
  );
}

/** Takes the version through a canary, after which it is the champion. */
export async function runCanary(deps: LoopDeps, version: number): Promise<void> {
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
