import { z } from 'zod';

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

/** What happened to a rollout, and why. */
export function rolloutEvidence(evidence: unknown): readonly string[] {
  const found = ROLLOUT.safeParse(evidence).data;
  if (!found) return [];
  const { rollout, status, step, reason } = found;
  const where = step >= 0 ? ` at step ${step + 1}` : '';
  return [`rollout ${rollout} ${ENDS[status] ?? `is ${status.toLowerCase()}`}${where}: ${reason}`];
}

/** Which version was taken out of traffic, and why. */
export function withdrawalEvidence(evidence: unknown): readonly string[] {
  const found = WITHDRAWAL.safeParse(evidence).data;
  if (!found) return [];
  const { role, cause, reason } = found;
  const words = CAUSES[cause] ?? cause.toLowerCase();
  return [`the ${role.toLowerCase()} was taken out of traffic: ${words}${reason === '' ? '' : ` (${reason})`}`];
}
