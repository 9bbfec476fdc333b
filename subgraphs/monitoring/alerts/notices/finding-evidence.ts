import { z } from 'zod';
import {
  type AlertMetric,
  CRM_METRICS,
  DRIFT_METRICS,
  FRESHNESS_METRICS,
  LAKE_METRICS,
  QUALITY_METRICS,
} from '../rules/alert-rule.ts';
import { crmEvidence } from './crm-evidence.ts';
import { driftEvidence } from './drift-evidence.ts';
import { lakeEvidence } from './lake-evidence.ts';
import { countText, shortNumber } from './notice-numbers.ts';
import { timeBefore } from './notice-time.ts';
import { performanceEvidence } from './performance-evidence.ts';
import { freshnessEvidence, qualityEvidence } from './quality-evidence.ts';

/** Finding with the evidence that is stored with it. */
export interface EvidentFinding {
  readonly metric: AlertMetric;
  readonly feature: string | null;
  readonly evidence: unknown;
}

const LIVE: readonly AlertMetric[] = ['LATENCY_P95_MS', 'THROUGHPUT', 'ERROR_RATE'];

/**
 * Evidence of a finding in words.
 *
 * @param now  time of the event, epoch milliseconds: times of that day need no date
 * @param zone IANA name
 */
export function findingEvidence(finding: EvidentFinding, now: number, zone: string): readonly string[] {
  const { metric, evidence } = finding;
  if (metric === 'ROLLOUT') return rolloutEvidence(evidence);
  if (metric === 'VERSION_WITHDRAWN') return withdrawalEvidence(evidence);
  if (metric === 'STREAM_CHANGES') return streamEvidence(evidence, now, zone);
  if (QUALITY_METRICS.includes(metric)) return qualityEvidence(metric, evidence);
  if (FRESHNESS_METRICS.includes(metric)) return freshnessEvidence(evidence, now, zone);
  if (LAKE_METRICS.includes(metric)) return lakeEvidence(metric, evidence, now, zone);
  if (CRM_METRICS.includes(metric)) return crmEvidence(evidence, now, zone);
  if (DRIFT_METRICS.includes(metric)) return driftEvidence(finding, now, zone);
  return LIVE.includes(metric) ? trafficEvidence(metric, evidence) : performanceEvidence(metric, evidence, now, zone);
}

const ROLLOUT = z.object({ rollout: z.string(), status: z.string(), step: z.number(), reason: z.string() });
const WITHDRAWAL = z.object({ role: z.string(), cause: z.string(), reason: z.string() });

const ENDS: Readonly<Record<string, string>> = {
  ROLLED_BACK: 'was rolled back',
  ABORTED: 'was aborted',
  COMPLETED: 'has gone through all steps',
  AWAITING_APPROVAL: 'waits for an approval',
  PAUSED: 'is paused',
};
const CAUSES: Readonly<Record<string, string>> = {
  BREAKDOWNS: 'its runs broke down again and again',
  STALL: 'a run of it held up the process',
};

/** State of a rollout, and its reason: `rollout 7 was rolled back at step 2: …`. */
function rolloutEvidence(evidence: unknown): readonly string[] {
  const found = ROLLOUT.safeParse(evidence).data;
  if (!found) return [];
  const { rollout, status, step, reason } = found;
  const where = step >= 0 ? ` at step ${step + 1}` : '';
  return [`rollout ${rollout} ${ENDS[status] ?? `is ${status.toLowerCase()}`}${where}: ${reason}`];
}

/** Withdrawal of a version, and its reason: `the champion was taken out of traffic: …`. */
function withdrawalEvidence(evidence: unknown): readonly string[] {
  const found = WITHDRAWAL.safeParse(evidence).data;
  if (!found) return [];
  const { role, cause, reason } = found;
  const words = CAUSES[cause] ?? cause.toLowerCase();
  return [`the ${role.toLowerCase()} was taken out of traffic: ${words}${reason === '' ? '' : ` (${reason})`}`];
}

const CHANGES = z.object({
  changes: z.array(
    z.object({
      detector: z.enum(['ADWIN', 'PAGE_HINKLEY']),
      direction: z.enum(['UP', 'DOWN']),
      meanBefore: z.number().nullable(),
      meanAfter: z.number().nullable(),
      at: z.number(),
    }),
  ),
});
const NAMES = { ADWIN: 'ADWIN', PAGE_HINKLEY: 'Page–Hinkley' } as const;
const MOST_CHANGES = 4;

/** Changes of a stream in words: `up from 0.310 to 0.450 at 14:03 UTC (ADWIN)`. */
function streamEvidence(evidence: unknown, now: number, zone: string): readonly string[] {
  const changes = CHANGES.safeParse(evidence).data?.changes ?? [];
  return changes.slice(0, MOST_CHANGES).map(({ detector, direction, meanBefore, meanAfter, at }) => {
    const means =
      meanBefore !== null && meanAfter !== null ? ` from ${meanBefore.toFixed(3)} to ${meanAfter.toFixed(3)}` : '';
    return `${direction.toLowerCase()}${means} at ${timeBefore(at, now, zone)} (${NAMES[detector]})`;
  });
}

const TRAFFIC = z.object({
  windowSeconds: z.number(),
  predictions: z.number(),
  failures: z.number(),
  latency: z.object({ p50Ms: z.number(), p99Ms: z.number() }).nullable(),
  errors: z.array(z.object({ code: z.string(), failures: z.number() })),
});

/** Evidence of live traffic in words: `32 of 1,000 predictions failed within 60 s, most often with INFERENCE_TIMEOUT (20)`. */
function trafficEvidence(metric: AlertMetric, evidence: unknown): readonly string[] {
  const found = TRAFFIC.safeParse(evidence).data;
  if (!found) return [];
  const { windowSeconds, predictions, failures, latency, errors } = found;
  const within = `within ${shortNumber(windowSeconds)} s`;
  const answered = `${countText(predictions)} predictions ${within}`;
  if (metric === 'ERROR_RATE') {
    const [most] = errors.toSorted((a, b) => b.failures - a.failures);
    const often = most ? `, most often with ${most.code} (${countText(most.failures)})` : '';
    return [`${countText(failures)} of ${countText(predictions + failures)} predictions failed ${within}${often}`];
  }
  if (metric !== 'LATENCY_P95_MS' || !latency) return [answered];
  const { p50Ms, p99Ms } = latency;
  return [`half of the calls took up to ${shortNumber(p50Ms)} ms, 99 % up to ${shortNumber(p99Ms)} ms`, answered];
}
