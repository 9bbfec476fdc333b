import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { StoredScoreDocument } from '../../generated/graphql.ts';
import { type AcknowledgedScore, ScoringClient } from '../scores/scoring-client.ts';
import { type PlatformEnvironment, type PlatformProcess, startPlatform } from './platform-process.ts';

/** What one crash showed. */
export interface CrashTrial {
  readonly acknowledged: number;
  readonly lost: number;
}

const CLIENTS = 64;

/**
 * Kills the platform with SIGKILL under load and counts the acknowledged scores that are gone after a restart.
 *
 * @param environment where its database is; the same data before and after
 * @param killAfterMs how long the load lasts after the first acknowledged score
 * @param running     the platform to kill, in that environment; started when absent
 */
export async function crashTrial(
  environment: PlatformEnvironment,
  killAfterMs: number,
  running?: PlatformProcess,
): Promise<CrashTrial> {
  const acknowledged = await scoreUntilKilled(environment, killAfterMs, running);
  const platform = await startPlatform(environment);
  const client = new ScoringClient(platform);
  try {
    let lost = 0;
    for (const score of acknowledged) if (!(await isStored(client, score))) lost += 1;
    return { acknowledged: acknowledged.length, lost };
  } finally {
    client.close();
    await platform.stop('SIGTERM');
  }
}

async function scoreUntilKilled(
  environment: PlatformEnvironment,
  killAfterMs: number,
  running: PlatformProcess | undefined,
): Promise<AcknowledgedScore[]> {
  const platform = running ?? (await startPlatform(environment));
  const client = new ScoringClient(platform, CLIENTS);
  const acknowledged: AcknowledgedScore[] = [];
  let kill: Promise<unknown> | undefined;
  let isKilled = false;
  const killLater = async (): Promise<void> => {
    await sleep(killAfterMs);
    isKilled = true;
    await platform.stop('SIGKILL');
  };
  const callers = Array.from({ length: CLIENTS }, async (_, caller) => {
    for (let turn = 0; !isKilled; turn++) {
      const leadId = `lead-${String(1 + ((caller + turn * CLIENTS) % 5_000)).padStart(6, '0')}`;
      const score = await client.scoreLead(leadId).catch((error: Error) => {
        if (!isKilled) throw error;
        return undefined;
      });
      if (score) acknowledged.push(score);
      kill ??= killLater();
    }
  });
  await Promise.all(callers);
  await kill;
  client.close();
  assert.ok(acknowledged.length > 0, 'the load acknowledged no score before the kill');
  return acknowledged;
}

async function isStored(client: ScoringClient, { id, leadId, probability }: AcknowledgedScore): Promise<boolean> {
  const { score } = await client.graphql(StoredScoreDocument, { id });
  return score?.probability === probability && score.lead?.id === leadId;
}
