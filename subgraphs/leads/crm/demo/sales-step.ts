import { LOSS_REASONS } from '../../demo/catalogue.ts';
import { drawLeadRow } from '../../demo/draw-lead-row.ts';
import { drawProspect } from '../../demo/prospect.ts';
import type { Random } from '../../demo/random.ts';
import { chance, logNormal, pickWeighted } from '../../demo/samplers.ts';
import type { InteractionKind } from '../../interactions/interaction.ts';
import { activityRow, type DemoCrmRows, dealRow, demoCrmId, inWords, leadRows } from './demo-crm-rows.ts';
import type { WorkedLead } from './demo-crm-store.ts';

/** Change of the demo CRM by one step of its sales team. */
export interface SalesStep {
  readonly inserted: DemoCrmRows;
  /** new columns of the row of a lead or contact */
  readonly changed?: {
    readonly table: 'contacts' | 'leads';
    readonly id: string | number;
    readonly columns: Readonly<Record<string, string>>;
  };
}

/** Facts that a step depends on. */
export interface SalesFacts {
  /** numbers of the next lead and activity */
  readonly next: { readonly lead: number; readonly activity: number };
  /** an open lead; undefined without one */
  readonly lead: WorkedLead | undefined;
  /** epoch milliseconds */
  readonly now: number;
}

/** Kinds of steps, by how often they are done. */
const STEPS = [
  { value: 'NEW_LEAD', weight: 5 },
  { value: 'VISIT', weight: 5 },
  { value: 'CALL', weight: 6 },
  { value: 'ADVANCE', weight: 4 },
  { value: 'CORRECT_PHONE', weight: 1 },
  { value: 'DUPLICATE', weight: 1 },
  { value: 'CLOSE', weight: 3 },
] as const;

/** Open stages in the CRM's words, each with the activity that leads to the next. */
const ADVANCES: Readonly<Record<string, { readonly kind: InteractionKind; readonly status: string }>> = {
  New: { kind: 'WHATSAPP', status: 'Contacted' },
  Contacted: { kind: 'MEETING', status: 'Qualified' },
  Qualified: { kind: 'QUOTE_SENT', status: 'Proposal' },
};

/** Draws the next step of the sales team: a lead, a call, a visit, a stage, a corrected number, a duplicate or a deal. */
export function drawSalesStep(random: Random, facts: SalesFacts): SalesStep {
  const { value: step } = pickWeighted(random, STEPS) as (typeof STEPS)[number];
  const { lead } = facts;
  if (!lead || step === 'NEW_LEAD') return newLead(random, facts);
  if (step === 'DUPLICATE') return newLead(random, facts, lead);
  if (step === 'CORRECT_PHONE') return correctPhone(random, lead);
  if (step === 'CLOSE') return close(random, lead, facts);
  if (step === 'CALL') return call(random, lead, facts);
  if (step === 'ADVANCE') return advance(random, lead, facts);
  const pages = 1 + Math.floor(random.uniform() * 12);
  return { inserted: activity(facts, lead.number, 'WEBSITE_VISIT', pages * 25, pages) };
}

/** A new lead; given a known one, the same person once more, with the e-mail address and number in another form. */
function newLead(random: Random, facts: SalesFacts, known?: WorkedLead): SalesStep {
  const { next, now } = facts;
  const prospect = drawProspect(random);
  const drawn = { ...drawLeadRow(random, prospect, next.lead, now), stage: 'NEW' as const };
  const person = known && {
    name: known.fullName ?? drawn.name,
    email: known.email?.toUpperCase() ?? null,
    phone: known.phone?.replace(/^\+(\d+)(\d{4})$/, '00$1 $2') ?? null,
  };
  const rows = leadRows(next.lead, { ...drawn, ...person }, now);
  const { formSeconds } = prospect;
  const form = formSeconds === undefined ? {} : activity(facts, next.lead, 'FORM_SUBMITTED', formSeconds);
  return { inserted: { ...rows, ...form } };
}

function correctPhone(random: Random, { number, phone }: WorkedLead): SalesStep {
  const digits = String(Math.floor(random.uniform() * 10_000)).padStart(4, '0');
  const corrected = phone ? `${phone.slice(0, -4)}${digits}` : `+97155000${digits}`;
  return { inserted: {}, changed: { table: 'contacts', id: number, columns: { phone: corrected } } };
}

function close(random: Random, { number, status }: WorkedLead, { now }: SalesFacts): SalesStep {
  const isWon = chance(random, status === 'Proposal' ? 0.7 : 0.1);
  const revenue = isWon ? Math.round(logNormal(random, 22_000, 0.5)) : null;
  const reason = isWon ? null : pickWeighted(random, LOSS_REASONS).value;
  const outcome = { result: isWon ? ('CONVERTED' as const) : ('LOST' as const), occurred_at: now, recorded_at: now };
  const columns = { status: isWon ? 'Won' : 'Lost' };
  return {
    inserted: { deals: [dealRow(number, { ...outcome, revenue, reason })] },
    changed: { table: 'leads', id: demoCrmId(number), columns },
  };
}

function call(random: Random, lead: WorkedLead, facts: SalesFacts): SalesStep {
  const seconds = chance(random, 0.6) ? Math.max(10, Math.round(logNormal(random, 180, 0.8))) : 0;
  const inserted = activity(facts, lead.number, 'CALL', seconds);
  return seconds > 0 && lead.status === inWords('NEW')
    ? { inserted, changed: status(lead, 'Contacted') }
    : { inserted };
}

function advance(random: Random, lead: WorkedLead, facts: SalesFacts): SalesStep {
  const next = ADVANCES[lead.status];
  if (!next) return call(random, lead, facts);
  const seconds = next.kind === 'MEETING' ? Math.round(logNormal(random, 2_100, 0.4)) : null;
  return { inserted: activity(facts, lead.number, next.kind, seconds), changed: status(lead, next.status) };
}

function status({ number }: WorkedLead, to: string): NonNullable<SalesStep['changed']> {
  return { table: 'leads', id: demoCrmId(number), columns: { status: to } };
}

function activity(
  { next, now }: SalesFacts,
  number: number,
  kind: InteractionKind,
  seconds: number | null,
  pages: number | null = null,
): Pick<DemoCrmRows, 'activities'> {
  const at = { kind, occurred_at: now, recorded_at: now };
  const row = { ...at, duration_seconds: seconds, quantity: pages, note: seconds === 0 ? 'No answer' : null };
  return { activities: [activityRow(next.activity, number, row)] };
}
