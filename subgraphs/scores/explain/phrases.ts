import type { FeatureName, FeatureValue } from '../../../lake/features/features.ts';
import type { FeatureBin } from './feature-bin.ts';

/** A value in words, and whether the verb after it is singular. */
export interface Phrase {
  readonly text: string;
  readonly isSingular: boolean;
}

/** Wording of one feature. */
interface FeatureWords {
  /** of a present value: '12 website visits' */
  present(value: never): Phrase;
  /** of the values of a bin: '10 to 19 website visits' */
  range(bin: Extract<FeatureBin, { kind: 'RANGE' }>): string;
  /** name of the value that is missing, after 'unknown': 'company size' */
  readonly name: string;
  /** plural of what a value of 0 lacks: 'meetings'; absent where 0 lacks nothing */
  readonly zero?: string;
  /** what a missing value lacks: 'interactions'; absent where it is only unknown */
  readonly missing?: string;
}

const WORDS: Readonly<Record<FeatureName, FeatureWords>> = {
  company_size: { ...counted('employee', 'employees'), name: 'company size' },
  page_views: activity('page view', 'page views'),
  website_visits: activity('website visit', 'website visits'),
  time_on_site: { ...duration('on the website'), name: 'time on the website', zero: 'time on the website' },
  form_completion_time: {
    ...duration('to fill in the form'),
    name: 'time to fill in the form',
    missing: 'submitted forms',
  },
  email_opens: activity('opened e-mail', 'opened e-mails'),
  email_clicks: activity('click in e-mails', 'clicks in e-mails'),
  calls_connected: activity('connected call', 'connected calls'),
  call_time: { ...duration('on the phone'), name: 'time on the phone', zero: 'time on the phone' },
  meetings: activity('meeting', 'meetings'),
  interactions_7d: activity('interaction in the last seven days', 'interactions in the last seven days'),
  days_since_interaction: {
    ...days('the latest interaction'),
    name: 'time of the latest interaction',
    missing: 'interactions',
  },
  lead_age: { ...days('the lead was created'), name: 'age of the lead' },
  industry: category('industry'),
  country: category('country'),
  referral_source: category('source'),
  licence_type: category('licence type'),
};

/** A feature's value in words: `12 website visits`, `the lack of meetings`, `an unknown company size`. */
export function valuePhrase(feature: FeatureName, value: FeatureValue): Phrase {
  const { present, name, zero, missing } = WORDS[feature];
  if (value === 0 && zero !== undefined) return { text: `the lack of ${zero}`, isSingular: true };
  if (value !== null) return present(value as never);
  return { text: missing === undefined ? unknown(name) : `the lack of ${missing}`, isSingular: true };
}

/** Leads of a bin in words: `with 3 to 4 meetings`, `without meetings`, `with an unknown company size`. */
export function binPhrase(feature: FeatureName, bin: FeatureBin): string {
  const { range, name, zero, missing } = WORDS[feature];
  if (bin.kind === 'MISSING') return missing === undefined ? `with ${unknown(name)}` : `without ${missing}`;
  if (bin.kind === 'RANGE' && bin.from === 0 && zero !== undefined) return `without ${zero}`;
  return `with ${bin.kind === 'RANGE' ? range(bin) : `${name} ${bin.value}`}`;
}

function unknown(name: string): string {
  return `an unknown ${name}`;
}

function activity(one: string, many: string): FeatureWords {
  return { ...counted(one, many), name: `number of ${many}`, zero: many };
}

function counted(one: string, many: string): Pick<FeatureWords, 'present' | 'range'> {
  return {
    present: (value: number) => {
      const shown = Number(value.toFixed(1));
      return { text: `${shown} ${shown === 1 ? one : many}`, isSingular: shown === 1 };
    },
    range: ({ from, until }) => {
      if (until === null) return `${from} or more ${many}`;
      return from === until - 1 ? `${from} ${from === 1 ? one : many}` : `${from} to ${until - 1} ${many}`;
    },
  };
}

function days(since: string): Pick<FeatureWords, 'present' | 'range'> {
  return {
    ...counted(`day since ${since}`, `days since ${since}`),
    range: ({ from, until }) => {
      if (until === null) return `${from} or more days since ${since}`;
      return from === 0 ? `less than a day since ${since}` : `${from} to ${until} days since ${since}`;
    },
  };
}

function duration(what: string): Pick<FeatureWords, 'present' | 'range'> {
  return {
    present: (seconds: number) => {
      const { amount, unit } = inUnit(seconds, seconds);
      return { text: `${amount} ${unit}${amount === 1 ? '' : 's'} ${what}`, isSingular: amount === 1 };
    },
    range: ({ from, until }) => {
      const end = until ?? from;
      const { amount, unit } = inUnit(end, end);
      return until === null
        ? `${amount} ${unit}s or more ${what}`
        : `${inUnit(from, end).amount} to ${amount} ${unit}s ${what}`;
    },
  };
}

function inUnit(seconds: number, compared: number): { readonly amount: number; readonly unit: string } {
  if (compared < 120) return { amount: Math.round(seconds), unit: 'second' };
  return { amount: Math.round(seconds / 60), unit: 'minute' };
}

function category(name: string): FeatureWords {
  const named = (value: string) => `${name} ${value}`;
  return { present: (value: string) => ({ text: named(value), isSingular: true }), range: () => name, name };
}
