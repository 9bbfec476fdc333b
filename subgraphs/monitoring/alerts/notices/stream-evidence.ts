import { z } from 'zod';
import { timeBefore } from './notice-time.ts';

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
export function streamEvidence(evidence: unknown, now: number, zone: string): readonly string[] {
  const changes = CHANGES.safeParse(evidence).data?.changes ?? [];
  return changes.slice(0, MOST_CHANGES).map(({ detector, direction, meanBefore, meanAfter, at }) => {
    const means =
      meanBefore !== null && meanAfter !== null ? ` from ${meanBefore.toFixed(3)} to ${meanAfter.toFixed(3)}` : '';
    return `${direction.toLowerCase()}${means} at ${timeBefore(at, now, zone)} (${NAMES[detector]})`;
  });
}
