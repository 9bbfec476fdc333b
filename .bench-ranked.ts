// usage: node --import tsx bench.ts ROUNDS SECONDS DB(pg|pglite) WORKLOAD(text|trusted|both|one) name=dir ...
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import autocannon from 'autocannon';
import { startThrowawayPostgres } from '/work/wt/ranked/test/support/database/throwaway-postgres.ts';

const [roundsText, secondsText, kind, which, ...dirs] = process.argv.slice(2);
const rounds = Number(roundsText),
  seconds = Number(secondsText);
const QUERIES: Record<
  string,
  { query: string; check: (t: string) => boolean; vars: (turn: number) => object; clients: number }
> = {
  ranked: {
    clients: 16,
    query: `query Ranked($first: Int!, $minimum: Float) {
  leads(first: $first, filter: { minimumProbability: $minimum }) {
    edges { node { id company stage score { probability grade modelVersion { version stage } } } }
  }
}`,
    vars: (turn) => ({ first: 20, minimum: (turn % 1000) / 1e6 }),
    check: (t) => t.includes('"stage":"PRODUCTION"') && !t.includes('"errors"'),
  },
  same: {
    clients: 16,
    query: `query Ranked($first: Int!, $minimum: Float) {
  leads(first: $first, filter: { minimumProbability: $minimum }) {
    edges { node { id company stage score { probability grade modelVersion { version stage } } } }
  }
}`,
    vars: () => ({ first: 20, minimum: 0 }),
    check: (t) => t.includes('"stage":"PRODUCTION"') && !t.includes('"errors"'),
  },
  list: {
    clients: 16,
    query: `query List($first: Int!, $minimum: Float) {
  leads(first: $first, filter: { minimumProbability: $minimum }) {
    edges { node { id company stage } }
  }
}`,
    vars: (turn) => ({ first: 20, minimum: (turn % 1000) / 1e6 }),
    check: (t) => t.includes('"company"') && !t.includes('"errors"'),
  },
  page: {
    clients: 16,
    query: `query Page($first: Int!, $minimum: Float) {
  leads(first: $first, filter: { minimumProbability: $minimum }) {
    pageInfo { hasNextPage endCursor } edges { cursor node { id name email company companySize industry country stage owner createdAt updatedAt version lastInteractionAt crmScore { probability points grade scoredAt weekChange }  score { id probability points grade scoredAt trend modelVersion { id stage } } } }
  }
}`,
    vars: (turn) => ({ first: 20, minimum: (turn % 1000) / 1e6 }),
    check: (t) => t.includes('"createdAt"') && !t.includes('"errors"'),
  },
  one: {
    clients: 16,
    query: `query One($id: ID!) { lead(id: $id) { id company score { probability grade modelVersion { stage } } } }`,
    vars: (turn) => ({ id: `lead-${String(1 + (turn % 5000)).padStart(6, '0')}` }),
    check: (t) => t.includes('"stage":"PRODUCTION"') && !t.includes('"errors"'),
  },
};
const names = which!.split(',');
const trustedFile = '/tmp/ranked/trusted.json';

import { createHash } from 'node:crypto';

const idOf = (q: string) => `sha256:${createHash('sha256').update(q).digest('hex')}`;
writeFileSync(
  trustedFile,
  JSON.stringify(Object.fromEntries(Object.values(QUERIES).map(({ query }) => [idOf(query), query]))),
);
const cpuOf = (pid: number) => {
  const f = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ')[1]!.split(' ');
  return (Number(f[11]) + Number(f[12])) * 10;
};
const childrenOf = (pid: number) =>
  readdirSync('/proc')
    .filter((n) => /^\d+$/.test(n))
    .map(Number)
    .filter((p) => {
      try {
        return readFileSync(`/proc/${p}/stat`, 'latin1').split(') ')[1]!.split(' ')[1] === String(pid);
      } catch {
        return false;
      }
    });
async function start(name: string, dir: string) {
  const dataDir = mkdtempSync('/tmp/ranked/data-');
  const server = kind === 'pg' ? await startThrowawayPostgres() : undefined;
  let pgPid = 0;
  if (server) {
    const port = new URL(server.url).port;
    pgPid = Number(
      execFileSync('pgrep', ['-f', `bin/postgres .*-p ${port} `])
        .toString()
        .trim()
        .split('\n')[0],
    );
  }
  const flags = (process.env.NODE_FLAGS ?? '').split(' ').filter(Boolean);
  const child = spawn(process.execPath, ['--enable-source-maps', ...flags, 'dist/gateway/start.js'], {
    cwd: dir,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      PORT: '0',
      LOG_LEVEL: 'warn',
      LAKE_URL: 'off',
      DATA_DIR: dataDir,
      TRUSTED_DOCUMENTS: trustedFile,
      ...(process.env.RATE_OFF ? {} : {}),
      ...(server && { DATABASE_URL: server.url }),
    },
  });
  let out = '';
  const ready = await new Promise<{ url: string; token: string }>((resolve, reject) => {
    const on = (c: Buffer) => {
      out += c;
      const url = /ready at (http:\/\/\S+)/.exec(out)?.[1];
      const token = /export TOKEN=(\S+)/.exec(out)?.[1];
      if (url && token) resolve({ url, token });
    };
    child.stdout.on('data', on);
    child.stderr.on('data', on);
    child.once('exit', (c) => reject(new Error(`ended ${c}\n${out}`)));
  });
  return {
    name,
    dir,
    ...ready,
    pid: child.pid!,
    pgPid,
    dbUrl: server?.url,
    results: {} as Record<string, any[]>,
    out: () => out,
    stop: async () => {
      const done = once(child, 'exit');
      child.kill('SIGTERM');
      await done;
      await server?.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
async function load(p: Awaited<ReturnType<typeof start>>, name: string, secs: number) {
  const [q, mode = 'text'] = name.split(':');
  const w = QUERIES[q!]!;
  let turn = Math.floor(Math.random() * 1e6);
  let wrong: string | undefined;
  const head = mode === 'trusted' ? { documentId: idOf(w.query) } : { query: w.query };
  const cpu0 = cpuOf(p.pid);
  const kids0 = p.pgPid ? new Map(childrenOf(p.pgPid).map((k) => [k, cpuOf(k)])) : new Map();
  const r = await autocannon({
    url: `${p.url}/graphql`,
    connections: w.clients,
    duration: secs,
    method: 'POST',
    headers: { authorization: `Bearer ${p.token}`, 'content-type': 'application/json' },
    requests: [
      {
        setupRequest: (x: any) => ({ ...x, body: JSON.stringify({ ...head, variables: w.vars(turn++) }) }),
        onResponse: (s: number, b: string) => {
          if (s !== 200 || !w.check(b)) wrong ??= `${s} ${b.slice(0, 400)}`;
        },
      },
    ],
  } as any);
  if (wrong) throw new Error(`${p.name} ${name}: ${wrong}`);
  const n = r.requests.total;
  const cpu = (cpuOf(p.pid) - cpu0) / n;
  const db = p.pgPid ? childrenOf(p.pgPid).reduce((s, k) => s + cpuOf(k) - (kids0.get(k) ?? 0), 0) / n : 0;
  return { n, cpu, db, rate: r.requests.average, p50: r.latency.p50 };
}
const median = (a: number[]) => [...a].sort((x, y) => x - y)[Math.floor(a.length / 2)]!;
const ps = [] as Awaited<ReturnType<typeof start>>[];
for (const d of dirs) {
  const [n, dir] = d.split('=');
  ps.push(await start(n!, dir!));
}
try {
  for (const name of names) {
    for (const p of ps) await load(p, name, 3);
    for (let i = 0; i < rounds; i++) for (const p of ps) (p.results[name] ??= []).push(await load(p, name, seconds));
    for (const p of ps) {
      const rs = p.results[name]!;
      const m = (f: (r: any) => number) => median(rs.map(f));
      console.log(
        `${name.padEnd(16)} ${p.name.padEnd(8)} app ${m((r) => r.cpu).toFixed(3)} ms  db ${m((r) => r.db).toFixed(3)} ms  ${Math.round(m((r) => r.rate))}/s p50 ${m((r) => r.p50)} ms   [${rs.map((r) => r.cpu.toFixed(3)).join(' ')}]`,
      );
    }
  }
  if (process.env.HOLD) {
    console.log(
      'hold',
      ps.map((p) => `${p.url} ${p.token} ${p.dbUrl}`),
    );
    await new Promise((r) => setTimeout(r, Number(process.env.HOLD) * 1000));
  }
} finally {
  for (const p of ps) await p.stop();
}
