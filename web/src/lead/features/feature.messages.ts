import { defineMessages, plural } from '../../language/messages.ts';

interface FeatureTexts {
  readonly names: Readonly<Record<string, string>>;
  readonly days: (count: number, text: string) => string;
  readonly unknown: string;
  /** a part of a change, where the graph's sentences are of another language */
  readonly parts: {
    readonly was: (name: string, now: string, before: string) => string;
    readonly interplay: (name: string, value: string) => string;
    readonly modelVersion: string;
    readonly calibration: string;
    readonly rounding: string;
  };
}

/** Names of the features that leads have, and words of their values. */
export const FEATURE_MESSAGES = defineMessages<FeatureTexts>({
  en: {
    names: {
      company_size: 'Employees',
      page_views: 'Page views',
      website_visits: 'Website visits',
      time_on_site: 'Time on the website',
      form_completion_time: 'Time to fill in the form',
      email_opens: 'E-mails opened',
      email_clicks: 'Links clicked in e-mails',
      calls_connected: 'Connected calls',
      call_time: 'Time on the phone',
      meetings: 'Meetings',
      interactions_7d: 'Interactions in seven days',
      days_since_interaction: 'Since the last interaction',
      lead_age: 'Age of the lead',
      industry: 'Industry',
      country: 'Country',
      referral_source: 'Source',
      licence_type: 'Licence',
    },
    days: (count, text) => `${text} ${plural('en', count, { one: 'day', other: 'days' })}`,
    unknown: 'unknown',
    parts: {
      was: (name, now, before) => `${name}: ${now}, ${before} before`,
      interplay: (name, value) => `${name}: ${value}, with other values beside it`,
      modelVersion: 'Another version of the model',
      calibration: 'Another calibration of the model',
      rounding: 'Rounding within the model',
    },
  },
  ar: {
    names: {
      company_size: 'عدد الموظفين',
      page_views: 'الصفحات المشاهَدة',
      website_visits: 'زيارات الموقع',
      time_on_site: 'الوقت على الموقع',
      form_completion_time: 'زمن ملء النموذج',
      email_opens: 'رسائل البريد المفتوحة',
      email_clicks: 'النقرات في البريد',
      calls_connected: 'المكالمات المُجابة',
      call_time: 'مدة المكالمات',
      meetings: 'الاجتماعات',
      interactions_7d: 'التفاعلات في آخر 7 أيام',
      days_since_interaction: 'منذ آخر تفاعل',
      lead_age: 'عمر العميل',
      industry: 'القطاع',
      country: 'البلد',
      referral_source: 'المصدر',
      licence_type: 'نوع الرخصة',
    },
    days: (count, text) =>
      plural('ar', count, {
        one: 'يوم واحد',
        two: 'يومان',
        few: `${text} أيام`,
        many: `${text} يومًا`,
        other: `${text} يوم`,
      }),
    unknown: 'غير معروف',
    parts: {
      was: (name, now, before) => `${name}: ${now}، وكانت القيمة ${before}`,
      interplay: (name, value) => `${name}: ${value}، مع تغيّر قيم أخرى`,
      modelVersion: 'إصدار آخر من النموذج',
      calibration: 'معايرة أخرى للنموذج',
      rounding: 'تقريب داخل النموذج',
    },
  },
});
