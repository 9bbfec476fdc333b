import type { LicenceType } from './catalogue.ts';
import type { Prospect, Segment } from './prospect.ts';

/**
 * Log-odds that a prospect of the demo data buys a licence: the truth that models approximate.
 *
 * log-odds = INTERCEPT + INTENT_WEIGHT · intent + segment + licence + source + location + industry
 *            + channel fit + size fit + form care + NOISE · N(0, 1)
 *
 * - channel fit, an interaction of source and location: agents abroad bring buyers, advertisements abroad bring browsers; in
 *   the UAE it is the reverse
 * - size fit, an interaction of company size and licence: freelancers are alone, factories are large, all others
 *   convert best at medium sizes (a parabola in ln(size))
 * - form care, a parabola in ln(seconds): slower than a machine, faster than an interrupted person
 *
 * Intent and segment are hidden; they influence the lead's journey (journey.ts). Facts that the CRM lacks (see
 * draw-lead-row.ts) still count here. So no model can reach the truth, and one that is linear in the features is worse
 * than one that finds the interactions.
 *
 * @param noise one draw from N(0, 1), for all other influences
 */
export function conversionLogOdds(prospect: Prospect, noise: number): number {
  const abroad = prospect.country.value !== 'AE';
  return (
    INTERCEPT +
    INTENT_WEIGHT * prospect.intent +
    SEGMENT_EFFECT[prospect.segment] +
    LICENCE_EFFECT[prospect.licence.value] +
    SOURCE_EFFECT[prospect.source.value] +
    (abroad ? 0 : IN_COUNTRY_EFFECT) +
    (INDUSTRY_EFFECT[prospect.activity.industry] ?? 0) +
    (abroad ? 1 : -1) * (CHANNEL_FIT[prospect.source.value] ?? 0) +
    sizeFit(prospect.licence.value, prospect.companySize) +
    formCare(prospect.formSeconds) +
    NOISE * noise
  );
}

const INTERCEPT = -3;
const INTENT_WEIGHT = 1.9;
const NOISE = 0.3;
const IN_COUNTRY_EFFECT = 0.35;

const SEGMENT_EFFECT: Readonly<Record<Segment, number>> = { BUYER: 0, BROWSER: -3, SPAM: -6 };

const LICENCE_EFFECT: Readonly<Record<LicenceType, number>> = {
  COMMERCIAL: 0,
  SERVICE: 0.1,
  FREELANCE: 0.3,
  E_COMMERCE: -0.2,
  INDUSTRIAL: 0.2,
  MEDIA: -0.1,
  EDUCATION: -0.4,
};

const SOURCE_EFFECT: Readonly<Record<Prospect['source']['value'], number>> = {
  GOOGLE_ADS: -0.1,
  ORGANIC_SEARCH: 0.2,
  SOCIAL: -0.5,
  WEB_FORM: 0.1,
  PARTNER: 0.4,
  REFERRAL: 0.8,
  EVENT: 0,
  WALK_IN: 0.5,
};

/** Industries without an entry: 0. */
const INDUSTRY_EFFECT: Readonly<Record<string, number>> = {
  LOGISTICS: 0.35,
  MANUFACTURING: 0.3,
  FOOD_AND_BEVERAGE: 0.2,
  REAL_ESTATE: -0.3,
  HOSPITALITY: -0.35,
};

/** Added abroad, subtracted in the country. Sources without an entry: 0. */
const CHANNEL_FIT: Readonly<Record<string, number>> = { PARTNER: 0.8, EVENT: 0.6, GOOGLE_ADS: -0.6, WEB_FORM: -0.5 };

function sizeFit(licence: LicenceType, companySize: number): number {
  const logSize = Math.log(companySize);
  if (licence === 'FREELANCE') return 0.4 - 1.1 * logSize;
  if (licence === 'INDUSTRIAL') return Math.max(-2, Math.min(1.5, 0.7 * (logSize - Math.log(45))));
  return Math.max(-2.5, 0.6 - 0.55 * (logSize - Math.log(12)) ** 2);
}

function formCare(seconds: number | undefined): number {
  return seconds === undefined ? 0 : Math.max(-2.5, 0.5 - 0.8 * (Math.log(seconds) - Math.log(95)) ** 2);
}
