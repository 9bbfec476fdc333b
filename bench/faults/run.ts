import { parseArgs } from 'node:util';
import { whyNoPostgres } from '../../test/support/database/throwaway-postgres.ts';
import { describeResult } from './site/describe-result.ts';
import { FaultSite } from './site/fault-site.ts';
import { runTrial } from './site/run-trial.ts';
import type { FaultTrial } from './site/trial.ts';
import { clockTrial } from './trials/clock.ts';
import { embeddedFullDiskTrial } from './trials/embedded-full-disk.ts';
import { embeddedKillTrial } from './trials/embedded-kill.ts';
import { frozenProcessTrial } from './trials/frozen-process.ts';
import { hostClockTrial } from './trials/host-clock.ts';
import { killEachTrial } from './trials/kill-each.ts';
import { killPairsTrial } from './trials/kill-pairs.ts';
import { longTransactionTrial } from './trials/long-transaction.ts';
import { postgresRestartTrial } from './trials/postgres-restart.ts';
import { serverFullDiskTrial } from './trials/server-full-disk.ts';
import { silentConnectionsTrial } from './trials/silent-connections.ts';
import { twoReplicasTrial } from './trials/two-replicas.ts';

/**
 * `npm run bench:faults [-- --only NAME --seconds 4]`: faults done to a running platform under load, one line for each.
 * Exit code 1 when anything that was acknowledged is lost or doubled; times decide nothing.
 */
const TRIALS: readonly FaultTrial[] = [
  killEachTrial,
  killPairsTrial,
  embeddedKillTrial,
  postgresRestartTrial,
  silentConnectionsTrial,
  frozenProcessTrial,
  embeddedFullDiskTrial,
  serverFullDiskTrial,
  clockTrial,
  hostClockTrial,
  twoReplicasTrial,
  longTransactionTrial,
];

const { values } = parseArgs({
  options: { only: { type: 'string', multiple: true }, seconds: { type: 'string', default: '4' } },
});
const chosen = TRIALS.filter(({ name }) => values.only?.includes(name) ?? true);
if (chosen.length === 0) throw new TypeError(`--only: expected one of ${TRIALS.map(({ name }) => name).join(', ')}`);
const missing = whyNoPostgres();
if (missing) throw new Error(`found no PostgreSQL: ${missing}`);

const site = await FaultSite.open();
try {
  for (const trial of chosen) await run(trial);
} finally {
  await site.close();
}

async function run(trial: FaultTrial): Promise<void> {
  const reason = trial.whyNot?.();
  if (reason) return console.log(`${trial.name}: skipped: ${reason}`);
  const result = await runTrial(trial, site, Number(values.seconds) * 1_000).catch((error: Error) => error);
  if (result instanceof Error) {
    console.log(`${trial.name}: could not be carried out: ${result.stack}`);
    process.exitCode = 1;
    return;
  }
  console.log(describeResult(trial.name, result));
  const { lost, doubled, heardTwice } = result;
  // not the unheard: a stream may only be late, and times decide nothing
  if (lost + doubled + heardTwice > 0) process.exitCode = 1;
}
