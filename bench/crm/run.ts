import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { CrmTraffic } from '../../test/support/crm/crm-traffic.ts';
import { CrmWorld, WRITE_BACK } from '../../test/support/crm/crm-world.ts';
import { ScoringClient } from '../../test/support/scores/scoring-client.ts';
import { median } from '../median.ts';

/**
 * `npm run bench:crm -- latency|backfill|write-back|cost [NUMBER]`: the compiled platform beside a CRM on a PostgreSQL of its own,
 * and both on the same cores. Ends with 1 where the sides differ afterwards.
 *
 * latency [SECONDS]: at 50 changes a second, from the insertion of a lead in the CRM to its first score there, by the CRM's clock.
 * backfill [LEADS]: the first filling, with three activities for each lead. write-back [LEADS]: see write-back.ts.
 * cost [ROUNDS]: CPU of the platform for each `scoreLead`, with 50 changes a second and without, by turns.
 */
const PATIENCE_MS = 600_000;
const PER_SECOND = 50;
const CLIENTS = 16;
const ROUND_MS = 10_000;
const RESCORED = 1_000;
// the worlds of tests poll more often
const DEFAULTS = { CRM_POLL_MS: '500' };

const [task = 'latency', number] = process.argv.slice(2);
const tasks: Readonly<Record<string, (count: number | undefined) => Promise<void> | void>> = {
  latency: (seconds = 60) => measureLatency(seconds),
  backfill: (leads = 100_000) => measureBackfill(leads),
  'write-back': (leads = 20_000) => {
    const args = ['--import', 'tsx', 'bench/crm/write-back.ts', `${leads}`, '20'];
    execFileSync(process.execPath, args, { stdio: 'inherit' });
  },
  cost: (rounds = 5) => measureCost(rounds),
};
const run = tasks[task];
if (!run) throw new RangeError(`found ${task}, expected one of ${Object.keys(tasks).join(', ')}`);
await run(number === undefined ? undefined : Number(number));

async function measureLatency(seconds: number): Promise<void> {
  const world = await CrmWorld.open({ shape: 'ONE', leads: 2_000, activitiesPerLead: 2, environment: DEFAULTS });
  await world.untilFilled(PATIENCE_MS);
  await world.settle(PATIENCE_MS);
  const [{ at } = {}] = await world.crm.query('SELECT now() AS at');
  const traffic = new CrmTraffic(world.crm, { perSecond: PER_SECOND, seed: 1, lateShare: 0 });
  await sleep(seconds * 1_000);
  const changes = await traffic.end();
  await report(world);
  const rows = await world.crm.query(
    `SELECT extract(epoch FROM min(s.written_at) - c.changed_at)::float8 * 1000 AS ms
     FROM audit.change c JOIN audit.score s ON s.lead_id = c.key::bigint
     WHERE c.relation = 'lead' AND c.operation = 'INSERT' AND c.changed_at >= $1 GROUP BY c.key, c.changed_at ORDER BY 1`,
    [at],
  );
  const part = (share: number) => Math.round((rows[Math.floor(share * (rows.length - 1))]?.ms as number) ?? Number.NaN);
  const figures = `p50 ${part(0.5)} ms, p95 ${part(0.95)} ms, p99 ${part(0.99)} ms`;
  console.log(
    `${(changes / seconds).toFixed(1)} changes/s; ${rows.length} new leads to their score in the CRM: ${figures}`,
  );
  await world.close();
}

async function measureBackfill(leads: number): Promise<void> {
  // no model is asked and nothing is written back: the filling alone
  const environment = { RESCORE_LEADS: 'false', CRM_BATCH_ROWS: '1000' };
  const startedAt = performance.now();
  const world = await CrmWorld.open({ shape: 'ONE', leads, activitiesPerLead: 3, environment, isStopped: true });
  console.log(`CRM with ${leads} leads and ${3 * leads} activities after ${seconds(startedAt)} s`);
  const [begunAt] = await Promise.all([findBeginning(world), world.start('platform')]);
  await world.untilFilled(PATIENCE_MS);
  const [walk] = await world.query('SELECT max(walked_at)::float8 AS at FROM leads.crm_position');
  const ms = (walk?.at as number) - begunAt;
  const { cpuMs, memoryMb } = processFigures(world.pid('platform'));
  const lag = await loopLag(world);
  console.log(
    `${leads} leads with activities in ${(ms / 1_000).toFixed(1)} s: ${Math.round((leads * 1_000) / ms)} leads/s, ` +
      `${(cpuMs / leads).toFixed(2)} ms of CPU a lead (start included), ${memoryMb} MB at most, event-loop lag ${lag}`,
  );
  const { facts } = await world.compare();
  for (const difference of facts.differences) console.log(difference);
  if (facts.differences.length > 0) process.exitCode = 1;
  await world.close();
}

/** Time at which the first walk began, epoch milliseconds. */
async function findBeginning(world: CrmWorld): Promise<number> {
  for (;;) {
    const [walk] = await world.query('SELECT min(walk_started_at)::float8 AS at FROM leads.crm_position');
    if (typeof walk?.at === 'number') return walk.at;
    await sleep(50);
  }
}

async function measureCost(rounds: number): Promise<void> {
  const mapping = { writeBack: { ...WRITE_BACK, minimumChange: 0.05 } };
  const world = await CrmWorld.open({
    shape: 'ONE',
    leads: 5_000,
    activitiesPerLead: 2,
    mapping,
    environment: DEFAULTS,
  });
  await world.untilFilled(PATIENCE_MS);
  await world.settle(PATIENCE_MS, 0.05);
  const client = new ScoringClient(world.platform, CLIENTS);
  const costs: Record<'on' | 'off', number[]> = { on: [], off: [] };
  for (let round = 0; round < 2 * rounds; round += 1) {
    const kind = round % 2 === 0 ? 'off' : 'on';
    const traffic = kind === 'on' ? new CrmTraffic(world.crm, { perSecond: PER_SECOND, seed: round }) : undefined;
    const before = processFigures(world.pid('platform')).cpuMs;
    const requests = await scoreFor(client, ROUND_MS);
    costs[kind].push((processFigures(world.pid('platform')).cpuMs - before) / requests);
    await traffic?.end();
    await world.settle(PATIENCE_MS, 0.05);
  }
  const [on, off] = [median(costs.on), median(costs.off)];
  console.log(
    `CPU of the process for each scoreLead: ${off.toFixed(2)} ms without, ${on.toFixed(2)} ms with ${PER_SECOND} changes/s ` +
      `(their own work included): ${(100 * (on / off - 1)).toFixed(1)} %`,
  );
  client.close();
  await world.close();
}

async function scoreFor(client: ScoringClient, forMs: number): Promise<number> {
  const until = performance.now() + forMs;
  let requests = 0;
  const call = async (caller: number): Promise<void> => {
    for (let turn = caller; performance.now() < until; turn += CLIENTS) {
      await client.scoreLead(`${1 + (turn % RESCORED)}`);
      requests += 1;
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, (_, caller) => call(caller)));
  return requests;
}

/** Waits until both sides are equal, and prints what they have. */
async function report(world: CrmWorld): Promise<void> {
  const { facts, scores, differences } = await world.settle(PATIENCE_MS);
  for (const difference of differences) console.log(difference);
  if (differences.length > 0) process.exitCode = 1;
  const counts = `${facts.leads} leads, ${facts.activities} activities, ${facts.outcomes} outcomes, ${scores.writes} scores written`;
  console.log(`${differences.length === 0 ? 'equal' : 'different'}: ${counts}`);
}

/** CPU time and highest memory of a process, from Linux. */
function processFigures(pid: number): { readonly cpuMs: number; readonly memoryMb: number } {
  // the name of the program, in brackets, may have spaces
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  const memory = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return { cpuMs: 10 * (Number(fields[11]) + Number(fields[12])), memoryMb: Math.round(Number(memory) / 1_024) };
}

async function loopLag({ platform: { url, token } }: CrmWorld): Promise<string> {
  const answer = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${token}` } });
  const found = /^nodejs_eventloop_lag_p99_seconds (\S+)/m.exec(await answer.text())?.[1];
  return found === undefined ? 'unknown' : `p99 ${Math.round(1_000 * Number(found))} ms`;
}

function seconds(since: number): string {
  return ((performance.now() - since) / 1_000).toFixed(1);
}
