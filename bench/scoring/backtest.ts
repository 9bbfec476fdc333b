import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { DAY_MS } from '../../platform/time.ts';
import { median } from '../median.ts';
import { onEachSite } from './on-each-site.ts';
import type { ScoringSite } from './scoring-site.ts';

/**
 * `node --import tsx bench/scoring/backtest.ts [LEADS ROUNDS]`: scores a second of a backtest, and the CPU that each score
 * costs this process, the model's process and the server.
 */
const [leads = 40_000, rounds = 3] = process.argv.slice(2).map(Number);

/** CPU seconds so far of this process, of its ended children, and of a PostgreSQL server. */
interface CpuSeconds {
  readonly app: number;
  readonly model: number;
  readonly server: number;
}

interface Round extends CpuSeconds {
  readonly scored: number;
  readonly seconds: number;
}

await onEachSite(
  async (name, site) => {
    for (const version of [1, 2]) {
      const all: Round[] = [];
      for (let round = 0; round < rounds; round += 1) all.push(await runRound(site, version));
      const of = (pick: (round: Round) => number) => median(all.map(pick));
      const each = (pick: (round: Round) => number) => `${of((one) => (1e6 * pick(one)) / one.scored).toFixed(1)} µs`;
      console.log(
        `${name}, version ${version}: ${Math.round(of(({ scored, seconds }) => scored / seconds))} scores/s`,
        `(${all[0]?.scored} scores); CPU per score: platform ${each(({ app }) => app)},`,
        `model ${each(({ model }) => model)}, server ${each(({ server }) => server)}`,
      );
    }
  },
  { leads },
);

async function runRound({ database, scores }: ScoringSite, version: number): Promise<Round> {
  const now = Date.now();
  const server = database.kind === 'postgres' ? await findServer(database) : undefined;
  const before = readCpu(server);
  const window = { from: now - 400 * DAY_MS, until: now - 60_000 };
  const plan = { decisionTime: 'LEAD_AGE', leadAges: [0, 20], ...window } as const;
  const { id } = await scores.backtests.start({ model: 'lead-conversion', version, ...plan, startedBy: 'bench' });
  for (;;) {
    const { rows } = await sql<{ status: string; scored: number; ms: number }>`
      SELECT status, scored, ended_at - started_at AS ms FROM scores.backtest WHERE id = ${id}`.execute(
      database.tables<never>(),
    );
    const [row] = rows;
    if (row?.status === 'SUCCEEDED') {
      // the model's process counts once it has ended
      await sleep(500);
      const after = readCpu(server);
      const spent = (part: keyof CpuSeconds) => after[part] - before[part];
      const cpu = { app: spent('app'), model: spent('model'), server: spent('server') };
      return { scored: row.scored, seconds: row.ms / 1_000, ...cpu };
    }
    if (row?.status === 'FAILED') throw new Error(`the backtest failed`);
    await sleep(100);
  }
}

async function findServer(database: ScoringSite['database']): Promise<number> {
  const { rows } = await sql<{ pid: number }>`SELECT pg_backend_pid() AS pid`.execute(database.tables<never>());
  return statOf(rows[0]?.pid ?? 0).parent;
}

function readCpu(server: number | undefined): CpuSeconds {
  const own = statOf(process.pid);
  return { app: own.seconds, model: own.childSeconds, server: server === undefined ? 0 : serverSeconds(server) };
}

function serverSeconds(postmaster: number): number {
  const children = execFileSync('pgrep', ['-P', String(postmaster)], { encoding: 'utf8' })
    .trim()
    .split('\n');
  return statOf(postmaster).childSeconds + children.reduce((sum, pid) => sum + statOf(Number(pid)).seconds, 0);
}

/** CPU seconds of a process and of its ended children, by /proc. */
function statOf(pid: number): { readonly parent: number; readonly seconds: number; readonly childSeconds: number } {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number);
  const [parent = 0] = fields.slice(1);
  const [user = 0, system = 0, childUser = 0, childSystem = 0] = fields.slice(11);
  // 100 ticks a second
  return { parent, seconds: (user + system) / 100, childSeconds: (childUser + childSystem) / 100 };
}
