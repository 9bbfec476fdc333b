import { median } from '../median.ts';
import { type Callers, callFor, type ScoringResult } from './callers.ts';
import { followScores } from './follower.ts';
import { onEachSite } from './on-each-site.ts';
import type { ScoringSite } from './scoring-site.ts';

/**
 * `npm run bench:scoring [-- ROUNDS SECONDS CALLERS]`: what the `scores` subgraph does on its own, without HTTP and
 * gateway, while `leads` takes its write-backs.
 */
const [rounds = 3, seconds = 5, callers = 64] = process.argv.slice(2).map(Number);

await onEachSite(async (name, site) => {
  console.log(`\n${name}: ${site.leads} leads scored for the first time in ${Math.round(site.firstScoringMs)} ms`);
  for (const kind of ['scoreLead', 'scoreFeatures'] satisfies Callers['kind'][]) await measureKind(site, kind, kind);
  const follower = await followScores(site.scores);
  await measureKind(site, 'scoreLead', 'scoreLead with a subscriber to leadScored');
  await follower.close();
});

async function measureKind(site: ScoringSite, kind: Callers['kind'], title: string): Promise<void> {
  const options = { kind, callers, leads: site.leads };
  await callFor(site.scores, { ...options, seconds: 2 });
  const results: ScoringResult[] = [];
  for (let round = 0; round < rounds; round++) results.push(await callFor(site.scores, { ...options, seconds }));
  const of = (pick: (result: ScoringResult) => number) => median(results.map(pick));
  console.log(
    `  ${title}, ${callers} callers, median of ${rounds} × ${seconds} s: ${Math.round(of((r) => r.perSecond))}/s,`,
    `p50 ${of((r) => r.p50Ms).toFixed(1)} ms, p99 ${of((r) => r.p99Ms).toFixed(1)} ms,`,
    `event-loop delay p99 ${of((r) => r.loopDelayP99Ms).toFixed(1)} ms`,
  );
}
