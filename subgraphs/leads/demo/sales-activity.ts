import type { JourneyEvent } from './journey-event.ts';
import type { Prospect } from './prospect.ts';
import type { Random } from './random.ts';
import { chance, logNormal, poisson } from './samplers.ts';

/**
 * Draws the actions of sales and marketing, and the lead's reactions: a series of e-mails; a first call and retries; calls
 * after a strong signal; after an answered call messages, perhaps a meeting and a quote.
 *
 * @param online events of the lead on the website
 */
export function salesActivity(random: Random, prospect: Prospect, online: readonly JourneyEvent[]): JourneyEvent[] {
  const mails = emails(random, prospect);
  const hot = [...online, ...mails].filter(isHot).map((event) => event.afterDays);
  const calls = [...firstCalls(random, prospect), ...followUps(random, prospect, hot)];
  const connected = calls.filter((call) => (call.durationSeconds ?? 0) > 0).map((call) => call.afterDays);
  if (connected.length === 0) return [...mails, ...calls];
  return [...mails, ...calls, ...afterConversation(random, prospect, Math.min(...connected))];
}

const EMAIL_DAYS = [0.05, 3, 8, 16, 30, 50, 80];

function emails(random: Random, prospect: Prospect): JourneyEvent[] {
  const events: JourneyEvent[] = [];
  for (const [index, day] of EMAIL_DAYS.entries()) {
    if (!chance(random, 0.9 - 0.1 * index)) continue;
    const sentAfter = day + 0.4 * random.uniform();
    events.push(event('EMAIL_SENT', sentAfter));
    const opens = answers(prospect, { buyer: -0.4 - 0.2 * index, slope: 1.4, browser: 0.45, spam: 0.02 });
    if (!chance(random, opens)) continue;
    const openedAfter = sentAfter + logNormal(random, 0.25, 1.2);
    events.push(event('EMAIL_OPENED', openedAfter));
    const clicks = answers(prospect, { buyer: -1.1, slope: 0.9, browser: 0.35, spam: 0 });
    if (chance(random, clicks)) events.push(event('EMAIL_CLICKED', openedAfter + logNormal(random, 0.001, 0.8)));
  }
  return events;
}

/** Whether an event is a strong signal: a click, or a visit of many pages. */
function isHot({ kind, quantity, afterDays }: JourneyEvent): boolean {
  return kind === 'EMAIL_CLICKED' || (kind === 'WEBSITE_VISIT' && afterDays > 0 && (quantity ?? 0) >= 6);
}

/** Calls within hours, repeated while unanswered. */
function firstCalls(random: Random, prospect: Prospect): JourneyEvent[] {
  const events: JourneyEvent[] = [];
  let afterDays = logNormal(random, 0.25, 1.1);
  for (let attempt = 0; attempt < 3 && chance(random, 0.85 - 0.2 * attempt); attempt += 1) {
    const made = call(random, prospect, afterDays);
    events.push(made);
    if (made.durationSeconds !== 0) break;
    afterDays += logNormal(random, 2.5, 0.5);
  }
  return events;
}

/** Calls after strong signals, three at most. */
function followUps(random: Random, prospect: Prospect, hotDays: readonly number[]): JourneyEvent[] {
  const signals = [...hotDays].sort((a, b) => a - b).slice(0, 3);
  return signals
    .filter(() => chance(random, 0.5))
    .map((day) => call(random, prospect, day + logNormal(random, 0.8, 0.6)));
}

function call(random: Random, prospect: Prospect, afterDays: number): JourneyEvent {
  const reached = chance(random, answers(prospect, { buyer: -0.2, slope: 1.5, browser: 0.16, spam: 0.01 }));
  const median = prospect.segment === 'BUYER' ? 180 * Math.exp(0.5 * prospect.intent) : 90;
  const durationSeconds = reached ? Math.max(10, Math.min(7_200, Math.round(logNormal(random, median, 0.8)))) : 0;
  return { kind: 'CALL', afterDays, durationSeconds, quantity: null };
}

function afterConversation(random: Random, prospect: Prospect, spokeAfter: number): JourneyEvent[] {
  const events: JourneyEvent[] = [];
  const messages = prospect.segment === 'BUYER' ? 0.9 * Math.exp(0.5 * prospect.intent) : 0.4;
  for (let left = poisson(random, messages); left > 0; left -= 1) {
    events.push(event('WHATSAPP', spokeAfter + logNormal(random, 3, 1)));
  }
  const meets = answers(prospect, { buyer: -1.2, slope: 1.2, browser: 0.04, spam: 0 });
  const metAfter = spokeAfter + logNormal(random, 4, 0.7);
  const met = chance(random, meets);
  if (met) events.push(meeting(random, metAfter));
  if (met && chance(random, 0.3)) events.push(meeting(random, metAfter + logNormal(random, 6, 0.6)));
  const quoteAfter = (met ? metAfter : spokeAfter) + logNormal(random, 2, 0.8);
  if (chance(random, met ? 0.7 : 0.15)) events.push(event('QUOTE_SENT', quoteAfter));
  return events;
}

function meeting(random: Random, afterDays: number): JourneyEvent {
  const durationSeconds = Math.round(Math.min(10_800, logNormal(random, 2_100, 0.4)));
  return { kind: 'MEETING', afterDays, durationSeconds, quantity: null };
}

/** Probability that a lead answers: logistic in a buyer's intent, flat for the others. */
function answers(
  { segment, intent }: Prospect,
  rate: { readonly buyer: number; readonly slope: number; readonly browser: number; readonly spam: number },
): number {
  if (segment === 'BROWSER') return rate.browser;
  if (segment === 'SPAM') return rate.spam;
  return 1 / (1 + Math.exp(-(rate.buyer + rate.slope * intent)));
}

function event(kind: JourneyEvent['kind'], afterDays: number): JourneyEvent {
  return { kind, afterDays, durationSeconds: null, quantity: null };
}
