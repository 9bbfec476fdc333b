import { ACTIVITIES, type Activity, COUNTRIES, type Country, LICENCES, SOURCES, type Source } from './catalogue.ts';
import type { Random } from './random.ts';
import { chance, logNormal, normal, pickWeighted } from './samplers.ts';

/** Hidden truth of a lead. The CRM has a part of it, and never the segment or the intent. */
export interface Prospect {
  readonly segment: Segment;
  /** strength of the wish for a licence; standard normal, hidden, visible in the lead's behaviour */
  readonly intent: number;
  readonly licence: (typeof LICENCES)[number];
  readonly activity: Activity;
  readonly country: Country;
  readonly source: Source;
  /** employees, at least 1 */
  readonly companySize: number;
  /** duration of filling in the web form; undefined without one */
  readonly formSeconds: number | undefined;
}

/**
 * BUYER wants a licence. BROWSER reads much and never buys: students, job seekers, rivals.
 * SPAM is a form filled in by a machine.
 */
export type Segment = 'BUYER' | 'BROWSER' | 'SPAM';

/** Draws a prospect: licence, activity, country, channel, segment and intent. */
export function drawProspect(random: Random): Prospect {
  const licence = pickWeighted(random, LICENCES);
  const activities = ACTIVITIES.filter((activity) => activity.licences.includes(licence.value));
  const country = pickWeighted(random, COUNTRIES);
  const source = drawSource(random, country);
  const withForm = source.online && chance(random, source.value === 'WEB_FORM' ? 1 : 0.8);
  const segment = drawSegment(random, source, withForm);
  return {
    segment,
    intent: normal(random),
    licence,
    activity: pickWeighted(random, activities),
    country,
    source,
    companySize: Math.max(1, Math.min(20_000, Math.round(logNormal(random, licence.medianSize, licence.spread)))),
    formSeconds: withForm ? drawFormSeconds(random, segment) : undefined,
  };
}

/** Draws a channel: WALK_IN only within the UAE. */
function drawSource(random: Random, country: Country): Source {
  const sources = country.value === 'AE' ? SOURCES : SOURCES.filter((source) => source.value !== 'WALK_IN');
  return pickWeighted(random, sources);
}

function drawSegment(random: Random, source: Source, withForm: boolean): Segment {
  if (withForm && chance(random, 0.06)) return 'SPAM';
  const browsing = source.value === 'SOCIAL' ? 0.32 : source.online ? 0.22 : 0.05;
  return chance(random, browsing) ? 'BROWSER' : 'BUYER';
}

/** Draws the duration of the web form: seconds for machines, a minute or two with a long tail for people. */
function drawFormSeconds(random: Random, segment: Segment): number {
  const seconds = segment === 'SPAM' ? logNormal(random, 4, 0.5) : logNormal(random, 95, 0.9);
  return Math.max(1, Math.min(7_200, Math.round(seconds)));
}
