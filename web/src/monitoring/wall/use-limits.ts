import { useMemo } from 'react';
import { MonitoringLimitsDocument } from '../../graph/generated/graphql.ts';
import { useGraph } from '../../graph/use-graph.ts';
import { type Limit, limitsOf } from './limits.ts';

/** Metrics whose limits the wall draws. */
const METRICS = ['THROUGHPUT', 'LATENCY_P95_MS', 'ERROR_RATE'] as const;
const EVERY_MS = 300_000;

/** Limits of a metric by the alert rules in force; none before they are read. */
export function useLimits(model?: string): (metric: string) => readonly Limit[] {
  const rules = useGraph(MonitoringLimitsDocument, {}, { every: EVERY_MS }).data?.data.alertRules;
  return useMemo(() => {
    const limits = new Map<string, readonly Limit[]>(
      METRICS.map((metric) => [metric, limitsOf(rules ?? [], metric, model)]),
    );
    return (metric) => limits.get(metric) ?? NONE;
  }, [rules, model]);
}

const NONE: readonly Limit[] = [];
