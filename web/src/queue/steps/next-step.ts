import type { Grade, LeadStage } from '../../graph/generated/graphql.ts';

/** The next step of sales with a lead. */
export type Step =
  | 'SCORE'
  | 'ASSIGN'
  | 'CALL'
  | 'INTRODUCE'
  | 'REPLY'
  | 'FOLLOW_UP'
  | 'SEND_QUOTE'
  | 'CHASE_QUOTE'
  | 'WAIT'
  | 'NURTURE'
  | 'NONE';

/** A step and when it is due. */
export interface NextStep {
  readonly step: Step;
  readonly due: 'NOW' | 'SOON' | 'LATER';
}

/** Facts of a lead that decide about its next step. */
export interface StepFacts {
  readonly stage: LeadStage;
  readonly owner: string | null;
  /** the grade to work by; null before the first score */
  readonly grade: Grade | null;
  readonly createdAt: string;
  readonly lastInteractionAt: string | null;
}

const DAY_MS = 86_400_000;

/** Days without an interaction after which a lead of the grade is due again. */
export const PATIENCE_DAYS: Readonly<Record<Grade, number>> = { A: 1, B: 3, C: 7, D: 21 };

/**
 * The next step with a lead, a rule of the page:
 *
 * 1. A closed lead needs none.
 * 2. A lead without a grade is scored first.
 * 3. A lead of grade A or B that nobody owns gets an owner.
 * 4. NEW: a lead that was never in touch is called (A at once, B soon), introduced by e-mail (C) or left to campaigns
 *    (D); one that has been in touch gets a reply.
 * 5. CONTACTED: is followed up once it was silent for the patience of its grade; grade D is left to campaigns.
 * 6. QUALIFIED: gets its quote.
 * 7. PROPOSAL: the quote is chased once the lead was silent for the patience of its grade.
 *
 * A step is due NOW after twice the patience, SOON after once, LATER before.
 *
 * @param now epoch milliseconds
 */
export function nextStep(facts: StepFacts, now: number): NextStep {
  const { stage, grade } = facts;
  if (!OPEN.has(stage)) return { step: 'NONE', due: 'LATER' };
  if (grade === null) return { step: 'SCORE', due: 'SOON' };
  if (facts.owner === null && (grade === 'A' || grade === 'B'))
    return { step: 'ASSIGN', due: grade === 'A' ? 'NOW' : 'SOON' };
  const patience = silentDays(facts, now) / PATIENCE_DAYS[grade];
  if (stage === 'NEW') return newLead(facts, grade, patience);
  if (stage === 'QUALIFIED') return { step: 'SEND_QUOTE', due: dueAfter(patience, grade) };
  if (stage === 'CONTACTED' && grade === 'D') return { step: 'NURTURE', due: 'LATER' };
  if (patience < 1) return { step: 'WAIT', due: 'LATER' };
  return { step: stage === 'PROPOSAL' ? 'CHASE_QUOTE' : 'FOLLOW_UP', due: patience >= 2 ? 'NOW' : 'SOON' };
}

const OPEN: ReadonlySet<LeadStage> = new Set(['NEW', 'CONTACTED', 'QUALIFIED', 'PROPOSAL']);

function newLead({ lastInteractionAt }: StepFacts, grade: Grade, patience: number): NextStep {
  if (grade === 'D') return { step: 'NURTURE', due: 'LATER' };
  if (lastInteractionAt !== null) return { step: 'REPLY', due: dueAfter(patience, grade) };
  return { step: grade === 'C' ? 'INTRODUCE' : 'CALL', due: dueAfter(patience, grade) };
}

function dueAfter(patience: number, grade: Grade): NextStep['due'] {
  if (grade === 'A' || patience >= 2) return 'NOW';
  return grade === 'B' || patience >= 1 ? 'SOON' : 'LATER';
}

/** Days since the last interaction, or since the lead is known; never negative. */
function silentDays({ lastInteractionAt, createdAt }: StepFacts, now: number): number {
  return Math.max(0, now - new Date(lastInteractionAt ?? createdAt).getTime()) / DAY_MS;
}
