import type { InteractionRow } from '../../interactions/interaction.ts';
import type { LeadRow } from '../../leads/lead.ts';
import { LeadStage } from '../../leads/lead.ts';
import type { OutcomeRow } from '../../outcomes/outcome.ts';

/** Rows of the demo CRM, by table; times are ISO 8601. */
export interface DemoCrmRows {
  readonly accounts?: readonly object[];
  readonly contacts?: readonly object[];
  readonly leads?: readonly object[];
  readonly activities?: readonly object[];
  readonly deals?: readonly object[];
}

/** Start of the ids of the demo CRM's leads. */
export const DEMO_CRM_ID_PREFIX = 'crm-';

/** Id of a lead of the demo CRM. @param number from 1 */
export function demoCrmId(number: number): string {
  return `${DEMO_CRM_ID_PREFIX}${String(number).padStart(4, '0')}`;
}

/** A word as people write it in the demo CRM: `GOOGLE_ADS` is "Google ads". */
export function inWords<Word extends string | null>(word: Word): Word {
  if (word === null) return word;
  const [first = '', ...rest] = word.toLowerCase().replaceAll('_', ' ');
  return `${first.toUpperCase()}${rest.join('')}` as Word;
}

/**
 * Account, contact and lead of the demo CRM.
 *
 * @param number of the lead, from 1; also that of its account and contact
 */
export function leadRows(number: number, lead: Omit<LeadRow, 'id'>, updatedAt: number): DemoCrmRows {
  const updated_at = timeText(updatedAt);
  const { company: name, company_size: employees, industry } = lead;
  const { name: full_name, email, phone, country, nationality, emirate } = lead;
  const { campaign, owner, business_activity: activity } = lead;
  return {
    accounts: [{ id: number, name, employees, industry: inWords(industry), updated_at }],
    contacts: [
      {
        id: number,
        account_id: number,
        full_name,
        email,
        phone,
        country,
        nationality,
        updated_at,
        emirate: inWords(emirate),
      },
    ],
    leads: [
      {
        ...{ id: demoCrmId(number), contact_id: number, campaign, activity, owner, is_deleted: false, updated_at },
        status: inWords(lead.stage ?? LeadStage.NEW),
        channel: inWords(lead.source),
        licence: inWords(lead.licence_type),
        created_at: timeText(lead.created_at),
      },
    ],
  };
}

/** Activity of the demo CRM. @param id from 1, unique */
export function activityRow(id: number, number: number, interaction: Omit<InteractionRow, 'id' | 'lead_id'>): object {
  const { kind, occurred_at, recorded_at, duration_seconds: seconds, quantity: pages, note } = interaction;
  return {
    ...{ id, lead_id: demoCrmId(number), type: inWords(kind), seconds, pages, note },
    happened_at: timeText(occurred_at),
    updated_at: timeText(recorded_at),
  };
}

/** Deal of the demo CRM: a lead that was won or lost. */
export function dealRow(
  number: number,
  { result, occurred_at, recorded_at, revenue, reason }: Omit<OutcomeRow, 'lead_id'>,
): object {
  return {
    ...{ id: number, lead_id: demoCrmId(number), amount: revenue, reason: inWords(reason) },
    result: result === 'CONVERTED' ? 'won' : 'lost',
    closed_at: timeText(occurred_at),
    updated_at: timeText(recorded_at),
  };
}

function timeText(ms: number): string {
  return new Date(ms).toISOString();
}
