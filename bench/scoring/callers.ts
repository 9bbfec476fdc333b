import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { type DocumentNode, type ExecutionResult, parse } from 'graphql';
import { type CompiledQuery, compileQuery } from 'graphql-jit';
import type { SubgraphContext } from '../../platform/identity/identity.ts';
import type { Scores } from '../../subgraphs/scores/subgraph.ts';

/** Settings of the callers. */
export interface Callers {
  readonly kind: 'scoreLead' | 'scoreFeatures';
  /** how many call at once, each again as soon as it was answered */
  readonly callers: number;
  /** how many leads there are to choose from */
  readonly leads: number;
  readonly seconds: number;
  /** how many requests all of them begin per second; as many as are answered when absent */
  readonly perSecond?: number;
}

/** Measurements of the callers. */
export interface ScoringResult {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  readonly loopDelayP99Ms: number;
  /** processor time of this process per request, all threads, milliseconds */
  readonly cpuMs: number;
}

const OPERATIONS = {
  scoreLead: parse(`mutation ($lead: ID!) {
    scoreLead(leadId: $lead) { score { id probability grade modelVersion { model version } } }
  }`),
  scoreFeatures: parse(`mutation ($lead: ID!, $size: Float) {
    scoreFeatures(input: { leadId: $lead, features: { companySize: $size, pageViews: 12, timeOnSite: 300 } }) {
      score { id probability grade modelVersion { model version } }
    }
  }`),
} as const satisfies Record<Callers['kind'], DocumentNode>;

const CONTEXT: SubgraphContext = { identity: { subject: 'bench', scopes: [] }, requestId: 'bench' };

/**
 * Calls the subgraph from many callers at once, each for a random lead: known ones for `scoreLead`, unknown ones for
 * `scoreFeatures`, as a web form does.
 *
 * @throws {Error} when an answer is not a score: a figure counts only if all the work was done
 */
export async function callFor(
  scores: Scores,
  { kind, callers, leads, seconds, perSecond = Number.POSITIVE_INFINITY }: Callers,
): Promise<ScoringResult> {
  const { query } = compileQuery(scores.schema, OPERATIONS[kind]) as CompiledQuery;
  const latencies: number[] = [];
  const until = performance.now() + seconds * 1_000;
  const everyMs = (1_000 * callers) / perSecond;
  const caller = async (_: unknown, index: number): Promise<void> => {
    let start = performance.now() + (everyMs * index) / callers;
    for (; start < until; start = Math.max(start + everyMs, performance.now())) {
      if (everyMs > 0) await sleep(Math.max(0, start - performance.now()));
      const number = 1 + Math.floor(Math.random() * leads);
      const lead = kind === 'scoreLead' ? `lead-${String(number).padStart(6, '0')}` : `web-${number}`;
      assertScored(await query(undefined, CONTEXT, { lead, size: number % 500 }));
      latencies.push(performance.now() - start);
    }
  };
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const cpuBefore = process.cpuUsage();
  await Promise.all(Array.from({ length: callers }, caller));
  const { user, system } = process.cpuUsage(cpuBefore);
  delay.disable();
  latencies.sort((a, b) => a - b);
  const at = (share: number) => latencies[Math.floor(share * latencies.length)] ?? Number.NaN;
  return {
    perSecond: latencies.length / seconds,
    p50Ms: at(0.5),
    p95Ms: at(0.95),
    p99Ms: at(0.99),
    loopDelayP99Ms: delay.percentile(99) / 1e6,
    cpuMs: (user + system) / 1_000 / latencies.length,
  };
}

function assertScored(answer: ExecutionResult): void {
  if (answer.errors) throw new Error(`wrong answer: ${JSON.stringify(answer)}`);
}
