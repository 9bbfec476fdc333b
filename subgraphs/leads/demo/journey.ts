import type { JourneyEvent } from './journey-event.ts';
import type { Prospect } from './prospect.ts';
import type { Random } from './random.ts';
import { salesActivity } from './sales-activity.ts';
import { chance, logNormal, poisson, truncatedExponential } from './samplers.ts';

/**
 * Draws every interaction between a lead and the free zone within its first `days`, unordered.
 *
 * The behaviour of the lead follows from its hidden intent and segment: keen buyers return, stay long on each page and
 * answer; browsers visit often, view many pages and do not answer; machines submit the form only. Sales react to the
 * visible behaviour.
 */
export function drawJourney(random: Random, prospect: Prospect, days: number): JourneyEvent[] {
  const online = [...form(prospect), ...visits(random, prospect, days)];
  const all = [...online, ...salesActivity(random, prospect, online)];
  return all.filter((event) => event.afterDays < days);
}

/** The web form, which creates the lead. */
function form({ formSeconds }: Prospect): JourneyEvent[] {
  if (formSeconds === undefined) return [];
  return [{ kind: 'FORM_SUBMITTED', afterDays: 0, durationSeconds: formSeconds, quantity: null }];
}

/**
 * Visits to the website: one at the beginning for online leads, then a process whose rate decays with scale `fading`,
 * then late ones over months.
 */
function visits(random: Random, prospect: Prospect, days: number): JourneyEvent[] {
  if (prospect.segment === 'SPAM') return [];
  const browsing = prospect.segment === 'BROWSER';
  const reach = prospect.source.online ? 1 : 0.45;
  const returning = reach * (browsing ? 3 : 2.2 * Math.exp(0.7 * prospect.intent));
  const fading = browsing ? 6 : 6 * Math.exp(0.3 * prospect.intent);
  const events = prospect.source.online ? [visit(random, prospect, 0)] : [];
  for (let left = poisson(random, returning * (1 - Math.exp(-days / fading))); left > 0; left -= 1) {
    events.push(visit(random, prospect, truncatedExponential(random, fading, days)));
  }
  for (let left = poisson(random, reach * 0.004 * Math.min(days, 200)); left > 0; left -= 1) {
    events.push(visit(random, prospect, random.uniform() * days));
  }
  return events;
}

function visit(random: Random, prospect: Prospect, afterDays: number): JourneyEvent {
  const browsing = prospect.segment === 'BROWSER';
  const pages = logNormal(random, browsing ? 5.5 : 2.5 * Math.exp(0.35 * prospect.intent), 0.75);
  const quantity = Math.max(1, Math.min(250, Math.round(pages)));
  const secondsPerPage = logNormal(random, browsing ? 24 : 42 * Math.exp(0.3 * prospect.intent), 0.6);
  // one in fifty visits has no duration: the browser was closed before it was sent
  const durationSeconds = chance(random, 0.02) ? null : Math.min(14_400, Math.round(quantity * secondsPerPage));
  return { kind: 'WEBSITE_VISIT', afterDays, durationSeconds, quantity };
}
