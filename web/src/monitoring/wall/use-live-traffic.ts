import { useEffect, useMemo, useState } from 'react';
import { serverNow } from '../../clock/server-clock.ts';
import {
  MonitoringLiveDocument,
  type MonitoringLiveSubscription,
  MonitoringRecentDocument,
} from '../../graph/generated/graphql.ts';
import type { GraphError } from '../../graph/graph-error.ts';
import { useGraph, useLive } from '../../graph/use-graph.ts';
import { pointsOfSteps } from './history-points.ts';
import { type LiveLines, type LivePoint, LiveWindow } from './live-window.ts';
import { useVisible } from './use-visible.ts';

/** Figures of live traffic. */
export type LiveTrafficFigures = NonNullable<MonitoringLiveSubscription['liveMetrics']>;

/** Lengths of the window of live figures, seconds, each with the step of a history that has the same figures. */
export const WINDOWS = { 10: 'TEN_SECONDS', 60: 'MINUTE' } as const;

/** The newest figures, and those of the last minutes as lines. */
export interface LiveTraffic {
  readonly newest: LiveTrafficFigures | undefined;
  readonly lines: LiveLines;
  readonly refusal: GraphError | undefined;
}

const SPAN_MS = 900_000;
const EVERY_MS = 2_000;
const CAPACITY = SPAN_MS / EVERY_MS;

/**
 * Follows live traffic while the page is visible. The lines begin with the history of the last minutes, and go on in a ring
 * of fixed size.
 */
export function useLiveTraffic(windowSeconds: keyof typeof WINDOWS): LiveTraffic {
  const isVisible = useVisible();
  const [ring] = useState(() => new LiveWindow(CAPACITY, SPAN_MS));
  const [newest, setNewest] = useState<LiveTrafficFigures>();
  const [from, setFrom] = useState(() => startOf(serverNow()));
  useEffect(() => {
    if (isVisible) setFrom(startOf(serverNow()));
    return () => {
      // what happened unseen is in the history
      ring.clear();
      setNewest(undefined);
    };
  }, [isVisible, ring]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: figures of another window are others
  useEffect(() => ring.clear(), [ring, windowSeconds]);
  const recent = useGraph(MonitoringRecentDocument, { from, step: WINDOWS[windowSeconds] }, { enabled: isVisible });
  const refusal = useLive(
    MonitoringLiveDocument,
    { windowSeconds },
    ({ liveMetrics }) => {
      if (!liveMetrics) return undefined;
      ring.push(pointOf(liveMetrics));
      setNewest(liveMetrics);
      return undefined;
    },
    { enabled: isVisible },
  );
  const history = recent.data?.data.metricsHistory;
  const earlier = useMemo(() => (history ? pointsOfSteps(history) : []), [history]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the ring changes with the newest figures
  const lines = useMemo(() => ring.lines(earlier), [ring, earlier, newest]);
  return { newest, lines, refusal };
}

function startOf(now: number): string {
  return new Date(Math.floor((now - SPAN_MS) / 60_000) * 60_000).toISOString();
}

function pointOf({ until, throughput, errorRate, latency }: LiveTrafficFigures): LivePoint {
  return {
    time: Date.parse(until),
    throughput,
    errorRate,
    p50Ms: latency?.p50Ms ?? null,
    p95Ms: latency?.p95Ms ?? null,
  };
}
