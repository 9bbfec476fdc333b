import type { FeatureName } from '../../../lake/features/features.ts';
import type { Reason } from './reasons.ts';

/** A value in words, and whether the verb after it is singular. */
type Phrase = (value: never) => { readonly text: string; readonly singular: boolean };

/** Wording of each feature. */
const PHRASES: Readonly<Record<FeatureName, Phrase>> = {
  company_size: counted('employee'),
  page_views: counted('page view'),
  website_visits: counted('website visit'),
  time_on_site: duration('on the website'),
  form_completion_time: duration('to fill in the form'),
  email_opens: counted('opened e-mail'),
  email_clicks: counted('click in e-mails', 'clicks in e-mails'),
  calls_connected: counted('connected call'),
  call_time: duration('on the phone'),
  meetings: counted('meeting'),
  interactions_7d: counted('interaction in the last seven days', 'interactions in the last seven days'),
  days_since_interaction: counted('day since the latest interaction', 'days since the latest interaction'),
  lead_age: counted('day since the lead was created', 'days since the lead was created'),
  industry: category('industry'),
  country: category('country'),
  referral_source: category('source'),
  licence_type: category('licence type'),
};

/** Words a reason as a sentence for sales: `12 website visits raise the score`, `source PARTNER raises the score`. */
export function reasonSentence({ feature, value, contribution }: Reason): string {
  const { text, singular } = PHRASES[feature](value as never);
  const verb = contribution > 0 ? 'raise' : 'lower';
  return `${text} ${verb}${singular ? 's' : ''} the score`;
}

function counted(one: string, many = `${one}s`): Phrase {
  return (value: number) => {
    const shown = Number(value.toFixed(1));
    return { text: `${shown} ${shown === 1 ? one : many}`, singular: shown === 1 };
  };
}

function duration(what: string): Phrase {
  return (seconds: number) => {
    const [amount, unit] = seconds < 120 ? [seconds, 'second'] : [seconds / 60, 'minute'];
    const shown = Math.round(amount);
    return { text: `${shown} ${unit}${shown === 1 ? '' : 's'} ${what}`, singular: shown === 1 };
  };
}

function category(name: string): Phrase {
  return (value: string) => ({ text: `${name} ${value}`, singular: true });
}
