import { setTimeout as sleep } from 'node:timers/promises';
import { parse, subscribe } from 'graphql';
import { type CompiledQuery, compileQuery } from 'graphql-jit';
import { sql } from 'kysely';
import { createLogger } from '../../platform/logger.ts';
import { createScores, type Scores } from '../../subgraphs/scores/subgraph.ts';
import { median } from '../median.ts';
import { callFor, type ScoringResult } from './callers.ts';
import { onEachSite } from './on-each-site.ts';
import type { ScoringSite } from './scoring-site.ts';

/**
 * `node --import tsx bench/scoring/automatic.ts [ROUNDS SECONDS CHANGES_PER_SECOND REQUESTS_PER_SECOND DELAY_MS]`: how
 * long after a change of a lead a subscriber has its score, and what that costs `scoreLead`. Leads change in every round,
 * the automatic scorer is off and on in turn; the ratio of the medians of p95 counts.
 */
const [rounds = 5, seconds = 5, changesPerSecond = 100, perSecond = 200, delayMs = 200] = process.argv
  .slice(2)
  .map(Number);
const CALLERS = 64;
const CONTEXT = { identity: { subject: 'bench', scopes: [] }, requestId: 'bench' };
const CHANGE = parse(`mutation ($lead: ID!, $at: DateTime!) { recordInteractions(leadId: $lead, interactions: [
  { kind: WEBSITE_VISIT, occurredAt: $at, quantity: 3 }]) { recorded } }`);
const SCORED = parse('subscription { leadScored { cause lead { id } } }');

/** A round: what callers saw, and how long changed leads took to be scored and told, ms. */
interface Round extends ScoringResult {
  readonly toldMs: readonly number[];
  readonly changed: number;
}

await onEachSite(async (name, site) => {
  const openLeads = await listOpen(site);
  const results: Record<'off' | 'on', Round[]> = { off: [], on: [] };
  // the first round warms up
  for (let round = 0; round <= rounds; round++)
    for (const state of ['off', 'on'] as const) {
      const result = await measure(site, openLeads, state === 'on');
      if (round > 0) results[state].push(result);
    }
  report(name, results);
});

async function listOpen({ database }: ScoringSite): Promise<readonly string[]> {
  const { rows } = await sql<{ lead_id: string }>`
    SELECT lead_id FROM leads.lead_state WHERE NOT is_closed ORDER BY lead_id`.execute(database.tables<never>());
  return rows.map(({ lead_id }) => lead_id);
}

async function measure(site: ScoringSite, openLeads: readonly string[], isOn: boolean): Promise<Round> {
  const { database, outbox } = site;
  const log = createLogger('warn');
  const rescore = isOn ? { delayMs, ageHours: 24 } : undefined;
  // changes of the round before are no part of this one
  await sql`DELETE FROM scores.change_position`.execute(database.tables<never>());
  await sql`DELETE FROM leads.change`.execute(database.tables<never>());
  const scores = await createScores({ database, outbox, log, rescore });
  const changedAt = new Map<string, number>();
  const told = await listen(scores, changedAt);
  await callFor(scores, { kind: 'scoreLead', callers: CALLERS, leads: site.leads, seconds: 1, perSecond });
  const changing = changeLeads(site, openLeads, changedAt);
  const asked = { kind: 'scoreLead', callers: CALLERS, leads: site.leads, seconds, perSecond } as const;
  const [result, changed] = await Promise.all([callFor(scores, asked), changing]);
  if (isOn) while (changedAt.size > 0) await sleep(20);
  const toldMs = await told.close();
  await scores.close();
  return { ...result, toldMs, changed };
}

/** Changes distinct leads at the stated rate. @returns how many */
async function changeLeads(
  { leadsGraph }: ScoringSite,
  openLeads: readonly string[],
  changedAt: Map<string, number>,
): Promise<number> {
  const { query } = compileQuery(leadsGraph.schema, CHANGE) as CompiledQuery;
  const count = Math.min(openLeads.length, seconds * changesPerSecond);
  const start = performance.now();
  const changes = Array.from({ length: count }, async (_, index) => {
    await sleep(Math.max(0, start + (1_000 * index) / changesPerSecond - performance.now()));
    const lead = openLeads[index] as string;
    changedAt.set(lead, performance.now());
    const { errors } = await query(undefined, CONTEXT, { lead, at: new Date(Date.now() - 60_000).toISOString() });
    if (errors?.[0]) throw errors[0];
  });
  await Promise.all(changes);
  return count;
}

/** Follows the scores of changed leads. `close` resolves to the time from each change to the event, ms. */
async function listen(
  scores: Scores,
  changedAt: Map<string, number>,
): Promise<{ close(): Promise<readonly number[]> }> {
  const opened = await subscribe({ schema: scores.schema, document: SCORED, contextValue: CONTEXT });
  if (!(Symbol.asyncIterator in opened)) throw opened.errors?.[0] ?? new TypeError('the subgraph answered once');
  const toldMs: number[] = [];
  const reading = (async () => {
    for await (const { data } of opened) {
      const { cause, lead } = (data as { leadScored: { cause: string; lead: { id: string } } }).leadScored;
      const since = changedAt.get(lead.id);
      // a caller who asked for the lead meanwhile has its score, too
      if (since === undefined) continue;
      if (cause === 'LEAD_CHANGED') toldMs.push(performance.now() - since);
      changedAt.delete(lead.id);
    }
  })();
  return {
    close: async () => {
      await opened.return();
      await reading;
      return toldMs;
    },
  };
}

function report(name: string, { off, on }: Record<'off' | 'on', Round[]>): void {
  const told = on.flatMap(({ toldMs }) => toldMs).sort((a, b) => a - b);
  const at = (share: number) => Math.round(told[Math.floor(share * told.length)] ?? Number.NaN);
  const changed = on.reduce((sum, round) => sum + round.changed, 0);
  console.log(`${name}, ${changesPerSecond} changes/s, RESCORE_DELAY_MS ${delayMs}, ${rounds} × ${seconds} s:`);
  console.log(
    `  changed → told: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms (${told.length} of ${changed})`,
  );
  console.log(`  scoreLead, ${CALLERS} callers, ${perSecond}/s, medians of the rounds, off → on:`);
  for (const figure of ['p50Ms', 'p95Ms', 'p99Ms', 'loopDelayP99Ms', 'cpuMs'] satisfies (keyof ScoringResult)[]) {
    const [before = Number.NaN, after = Number.NaN] = [off, on].map((some) => median(some.map((each) => each[figure])));
    console.log(`    ${figure} ${before.toFixed(2)} → ${after.toFixed(2)} (× ${(after / before).toFixed(2)})`);
  }
}
