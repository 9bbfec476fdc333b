import type { RequestCount } from './accumulate-evidence.ts';
import type { MinuteArm, MinuteTally } from './rollout-evidence.ts';

/** So many minutes are known one by one; older ones are folded together. */
export const KEPT_MINUTES = 60;

const NOTHING: MinuteArm = { requests: 0, errors: 0, overLimit: 0 };

/** Minutes with what is new in them, oldest first. */
export function addMinutes(minutes: readonly MinuteTally[], counts: readonly RequestCount[]): readonly MinuteTally[] {
  const byMinute = new Map(minutes.map((tally) => [tally.minute, tally]));
  // what comes late counts in the oldest minute that is known
  const oldest = minutes[0]?.minute ?? Number.NEGATIVE_INFINITY;
  for (const { version, minute: at, ...count } of counts) {
    const minute = Math.max(at, oldest);
    const arms: MinuteTally['arms'] = byMinute.get(minute)?.arms ?? {};
    byMinute.set(minute, { minute, arms: { ...arms, [version]: sum(arms[version] ?? NOTHING, count) } });
  }
  const sorted = [...byMinute.values()].sort((a, b) => a.minute - b.minute);
  const surplus = sorted.length - KEPT_MINUTES;
  return surplus <= 0 ? sorted : [sorted.slice(0, surplus + 1).reduce(fold), ...sorted.slice(surplus + 1)];
}

function fold(older: MinuteTally, newer: MinuteTally): MinuteTally {
  const versions = [...new Set([older, newer].flatMap(({ arms }) => Object.keys(arms).map(Number)))];
  const arms = versions.map((version) => [
    version,
    sum(older.arms[version] ?? NOTHING, newer.arms[version] ?? NOTHING),
  ]);
  return { minute: newer.minute, arms: Object.fromEntries(arms) };
}

function sum(a: MinuteArm, b: MinuteArm): MinuteArm {
  return { requests: a.requests + b.requests, errors: a.errors + b.errors, overLimit: a.overLimit + b.overLimit };
}
