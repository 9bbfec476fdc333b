import type { InteractionKind, InteractionRow } from '../interactions/interaction.ts';
import type { LeadRow, LeadStage } from '../leads/lead.ts';
import type { OutcomeRow } from '../outcomes/outcome.ts';
import { COUNTRIES, EMIRATES, OWNERS } from './catalogue.ts';
import { drawContact } from './contact.ts';
import type { Prospect } from './prospect.ts';
import type { Random } from './random.ts';
import { chance, pick, pickWeighted } from './samplers.ts';

/**
 * Draws the row that the CRM has of a prospect.
 *
 * Some values are missing at random (country, source, industry), others depend on the lead: browsers omit the company's
 * size and the licence, and small companies omit their size.
 *
 * @param number    the lead's number within the data set, from 1
 * @param createdAt epoch milliseconds
 */
export function drawLeadRow(
  random: Random,
  prospect: Prospect,
  number: number,
  createdAt: number,
): Omit<LeadRow, 'stage'> {
  const { country, source, activity } = prospect;
  const vague = prospect.segment === 'BUYER' ? Math.max(0, 0.12 - 0.08 * prospect.intent) : 0.4;
  const contact = drawContact(random, country, number);
  const known = <T>(value: T, missing: number): T | null => (chance(random, missing) ? null : value);
  const licence = known(prospect.licence.value, vague);
  return {
    id: `lead-${String(number).padStart(6, '0')}`,
    created_at: createdAt,
    name: contact.name,
    email: known(contact.email, 0.04),
    phone: known(contact.phone, 0.07),
    company: known(contact.company, 0.12),
    company_size: known(prospect.companySize, 0.06 + vague + (prospect.companySize < 4 ? 0.1 : 0)),
    industry: known(activity.industry, 0.08),
    country: known(country.value, 0.03),
    nationality: known(drawNationality(random, country.value), 0.1),
    emirate: country.value === 'AE' ? known(pickWeighted(random, EMIRATES).value, 0.05) : null,
    source: known(source.value, 0.04),
    campaign: source.campaigns.length > 0 ? known(pick(random, source.campaigns), 0.15) : null,
    licence_type: licence,
    business_activity: licence === null ? null : known(activity.value, 0.1),
    owner: known(pick(random, OWNERS), 0.02),
  };
}

/** Most contacts in the UAE have another nationality. */
function drawNationality(random: Random, country: string): string {
  return chance(random, country === 'AE' ? 0.8 : 0.06) ? pickWeighted(random, COUNTRIES).value : country;
}

/** Stage of a lead by its outcome, or by the furthest step of its interactions. */
export function stageOf(interactions: readonly InteractionRow[], outcome: OutcomeRow | undefined): LeadStage {
  if (outcome) return outcome.result === 'CONVERTED' ? 'WON' : 'LOST';
  const happened = (kind: InteractionKind) => interactions.some((interaction) => interaction.kind === kind);
  if (happened('QUOTE_SENT')) return 'PROPOSAL';
  if (happened('MEETING')) return 'QUALIFIED';
  const spoke = interactions.some(({ kind, duration_seconds }) => kind === 'CALL' && duration_seconds !== 0);
  return spoke || happened('WHATSAPP') ? 'CONTACTED' : 'NEW';
}
