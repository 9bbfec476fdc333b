import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { DEFAULT_MODEL } from '../../platform/config/default-model.ts';
import { projectFile } from '../../platform/process/program.ts';
import { median } from '../median.ts';
import { type Callers, callFor, type ScoringResult } from './callers.ts';
import { onEachSite } from './on-each-site.ts';
import type { ScoringSite } from './scoring-site.ts';

/**
 * `npm run bench:rollout [-- ROUNDS SECONDS CALLERS PER_SECOND]`: what a canary with 10 % of the traffic and one shadow
 * that sees every request cost `scoreLead`. Off and on take turns; the ratio of their medians counts.
 *
 * PER_SECOND 0 asks as fast as it is answered. One shadow is then as much work as all the answers, and the processors
 * have none to spare, which shows in the throughput and then in p95.
 */
const [rounds = 5, seconds = 5, callers = 64, perSecond = 500] = process.argv.slice(2).map(Number);
const SHADOW = 3;

await onEachSite(async (name, site) => {
  await registerShadow(site);
  const asked: Callers = {
    kind: 'scoreLead',
    callers,
    leads: site.leads,
    seconds,
    ...(perSecond > 0 && { perSecond }),
  };
  const results: Record<'off' | 'on', ScoringResult[]> = { off: [], on: [] };
  // the first round warms up
  for (let round = 0; round <= rounds; round++)
    for (const state of ['off', 'on'] as const) {
      await (state === 'on' ? startRollout(site) : endRollout(site));
      await callFor(site.scores, { ...asked, seconds: 1 });
      if (state === 'on') await untilShadowed(site);
      await callFor(site.scores, { ...asked, seconds: 3 });
      const result = await callFor(site.scores, asked);
      if (round > 0) results[state].push(result);
    }
  await endRollout(site);
  report(name, results);
  await reportRoles(site);
});

async function registerShadow({ models }: ScoringSite): Promise<void> {
  const path = (extension: string) => projectFile(`subgraphs/models/demo/lead-conversion-2.${extension}`);
  await models.registry.register({
    by: 'bench',
    reason: 'shadow',
    artifact: { bytes: await readFile(path('onnx')) },
    manifest: JSON.parse(await readFile(path('json'), 'utf8')),
    version: SHADOW,
    stage: 'STAGING',
  });
}

async function startRollout({ database, scores }: ScoringSite): Promise<void> {
  const db = database.tables<never>();
  await sql`WITH started AS (
    INSERT INTO models.rollout (model, champion, strategy, settings, salt, state, traffic_share, created_at, requested_by,
      reason)
    VALUES (${DEFAULT_MODEL}, 1, 'CANARY', '{}', 'bench', '{}', 0.1, 0, 'bench', 'bench') RETURNING id
  )
  INSERT INTO models.rollout_version (rollout, model, version, role, weight)
  SELECT id, ${DEFAULT_MODEL}, v.version, v.role, 1
  FROM started, (VALUES (2, 'CHALLENGER'), (${SHADOW}::int, 'SHADOW')) AS v (version, role)`.execute(db);
  await scores.modelsChanged();
}

/** Waits for the shadow's process: its start is no part of what a running shadow costs. */
async function untilShadowed({ database }: ScoringSite): Promise<void> {
  const isShadowed = sql<{ is: boolean }>`SELECT EXISTS (SELECT 1 FROM scores.prediction p
    JOIN models.rollout r ON r.id = p.rollout WHERE r.ended_at IS NULL AND p.role = 'SHADOW') AS is`;
  while (!(await isShadowed.execute(database.tables<never>())).rows[0]?.is) await sleep(100);
}

async function endRollout({ database, scores }: ScoringSite): Promise<void> {
  await sql`UPDATE models.rollout SET ended_at = 1 WHERE ended_at IS NULL`.execute(database.tables<never>());
  await scores.modelsChanged();
}

function report(name: string, { off, on }: Record<'off' | 'on', ScoringResult[]>): void {
  console.log(`${name}, ${callers} callers, medians of ${rounds} × ${seconds} s, off → on:`);
  for (const figure of ['p50Ms', 'p95Ms', 'p99Ms', 'perSecond', 'cpuMs'] satisfies (keyof ScoringResult)[]) {
    const [before, after] = [off, on].map((results) => median(results.map((result) => result[figure]))) as [
      number,
      number,
    ];
    const change = (100 * (after / before - 1)).toFixed(1);
    console.log(`  ${figure} ${before.toFixed(2)} → ${after.toFixed(2)} (${after >= before ? '+' : ''}${change} %)`);
  }
}

/** Rows recorded during the run: a figure counts only if shadow and challenger scored. */
async function reportRoles({ database }: ScoringSite): Promise<void> {
  const db = database.tables<never>();
  const { rows } = await sql<{ role: string; n: number }>`
    SELECT role, count(*) AS n FROM scores.prediction WHERE rollout IS NOT NULL GROUP BY 1 ORDER BY 1`.execute(db);
  const dropped = await sql<{ n: number }>`SELECT COALESCE(sum(dropped), 0) AS n FROM scores.shadow_drop`.execute(db);
  console.log(
    `  scores by role: ${rows.map(({ role, n }) => `${role} ${n}`).join(', ')}; dropped ${dropped.rows[0]?.n}`,
  );
}
