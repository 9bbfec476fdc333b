import { z } from 'zod';
import { cutText } from '../../../../platform/cut-text.ts';
import { timeBefore } from './notice-time.ts';

const STATE = z.object({
  direction: z.enum(['IN', 'OUT']),
  behindSince: z.number().nullable(),
  code: z.string().nullable(),
  message: z.string().nullable(),
  stoppedSince: z.number().nullable(),
});

const LONGEST_MESSAGE = 300;

/** Evidence of an alert on the link to the CRM in words: `stopped since 14:03 UTC by CRM_TABLE_MISSING: CRM sales.lead: …`. */
export function crmEvidence(evidence: unknown, now: number, zone: string): readonly string[] {
  const state = STATE.safeParse(evidence).data;
  if (!state) return [];
  const { direction, behindSince, code, message, stoppedSince } = state;
  const words = direction === 'IN' ? 'every change is here until' : 'the oldest score waits since';
  const behind = behindSince === null ? [] : [`${words} ${timeBefore(behindSince, now, zone)}`];
  if (code === null) return behind;
  const since = stoppedSince === null ? '' : ` since ${timeBefore(stoppedSince, now, zone)}`;
  return [`stopped${since} by ${code}: ${cutText(message ?? '', LONGEST_MESSAGE)}`, ...behind];
}
