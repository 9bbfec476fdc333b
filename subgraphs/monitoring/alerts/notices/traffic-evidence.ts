import { z } from 'zod';
import type { AlertMetric } from '../rules/alert-rule.ts';
import { countText, shortNumber } from './notice-numbers.ts';

const TRAFFIC = z.object({
  windowSeconds: z.number(),
  predictions: z.number(),
  failures: z.number(),
  latency: z.object({ p50Ms: z.number(), p99Ms: z.number() }).nullable(),
  errors: z.array(z.object({ code: z.string(), failures: z.number() })),
});

/** Evidence of live traffic in words: `32 of 1,000 predictions failed within 60 s, most often with INFERENCE_TIMEOUT (20)`. */
export function trafficEvidence(metric: AlertMetric, evidence: unknown): readonly string[] {
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
