import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  ApproveRolloutDocument,
  PauseRolloutDocument,
  RegisterVersionDocument,
  ResumeRolloutDocument,
  RolloutStandingDocument,
  StartRolloutDocument,
} from '../../generated/graphql.ts';
import type { Replicas } from '../database/replicas.ts';
import { demoModel, twinOf } from '../models/rollout-models.ts';

/** Interval of polls of the rollout. */
const LOOK_MS = 100;
/** Upper bound of any phase after a crash: a start, the lease of the killed process, several evaluations. */
const PATIENCE_MS = 60_000;

const STEPS = [0.5, 1].map((trafficShare) => ({ trafficShare, holdSeconds: 3, minimumSamples: 50 }));
// latencies would be dominated by processes that are killed and started
const GUARDRAILS = [{ metric: 'ERROR_RATE', limit: 0.02, holds: true }] as const;

/** Time of a kill: in a phase, right after the call that began it where there is one. */
export const CRASH_PHASES = ['PENDING', 'PAUSED', 'RUNNING', 'AWAITING_APPROVAL', 'LAST_STEP', 'COMPLETED'] as const;

/** A phase of {@link CRASH_PHASES}. */
export type CrashPhase = (typeof CRASH_PHASES)[number];

/** Result of the crash trial. */
export interface CrashedRollout {
  readonly id: number;
  readonly version: number;
}

/**
 * Takes a rollout of an identical twin through every phase, and kills a process with SIGKILL in the given ones. With
 * one process the next start must resume the rollout; with two, the other one must, while the first restarts.
 *
 * @param replicas started, with names 0 and, when there are two, 1
 */
export async function rolloutCrashTrial(
  replicas: Replicas,
  count: 1 | 2,
  phases: readonly CrashPhase[],
): Promise<CrashedRollout> {
  let turn = 0;
  let restart: Promise<void> = Promise.resolve();
  /** Kills the process in use; the surviving ones must bring the rollout to a state all the same. */
  const crash = async (phase: CrashPhase, id: string, expected: string): Promise<void> => {
    if (phases.includes(phase)) {
      await restart;
      const name = turn++ % count;
      await replicas.kill(name);
      restart = replicas.start(name);
      if (count === 1) await restart;
    }
    await untilStanding(replicas, id, expected);
  };

  const version = await register(replicas);
  const ann = await replicas.as('ann');
  const { startRollout } = await ann.graphql(StartRolloutDocument, {
    version,
    steps: STEPS,
    guardrails: [...GUARDRAILS],
  });
  const id = startRollout?.rollout.id as string;
  await crash('PENDING', id, 'RUNNING 0');
  await (await replicas.as('ann')).graphql(PauseRolloutDocument, { id });
  await crash('PAUSED', id, 'PAUSED 0');
  await (await replicas.as('ann')).graphql(ResumeRolloutDocument, { id });
  await crash('RUNNING', id, 'AWAITING_APPROVAL 0');
  await crash('AWAITING_APPROVAL', id, 'AWAITING_APPROVAL 0');
  await (await replicas.as('bob')).graphql(ApproveRolloutDocument, { id });
  await crash('LAST_STEP', id, 'COMPLETED 1');
  await crash('COMPLETED', id, 'COMPLETED 1');
  await restart;
  return { id: Number(id), version };
}

async function register(replicas: Replicas): Promise<number> {
  const { bytes, signature, calibration } = await demoModel(1);
  const twin = twinOf({ bytes, signature });
  const manifest = { description: 'a twin', signature, calibration };
  const artifactBase64 = Buffer.from(twin.bytes).toString('base64');
  const ann = await replicas.as('ann');
  const { registerModelVersion } = await ann.graphql(RegisterVersionDocument, { input: { manifest, artifactBase64 } });
  assert.ok(registerModelVersion);
  return registerModelVersion.version;
}

async function untilStanding(replicas: Replicas, id: string, expected: string): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const client = await replicas.as('ann');
    const { rollout } = await client.graphql(RolloutStandingDocument, { id });
    const found = `${rollout?.status} ${rollout?.step}`;
    if (found === expected) return;
    assert.ok(performance.now() < deadline, `found ${found}, ${rollout?.endReason ?? 'open'}; expected ${expected}`);
    await sleep(LOOK_MS);
  }
}
