import { defineMessages } from '../../language/messages.ts';

/** Texts of the history of scores. */
export const HISTORY_MESSAGES = defineMessages({
  en: {
    title: 'History',
    chart: 'Probability to convert',
    version: (version: string) => `Version ${version}`,
    limits: (policy: string) =>
      `The bands are the grades by the policy in force, ${policy}. Earlier scores keep the grades that they got.`,
    none: 'No score has been recorded yet.',
  },
  ar: {
    title: 'سجل التقييمات',
    chart: 'احتمال التحويل',
    version: (version: string) => `الإصدار ${version}`,
    limits: (policy: string) =>
      `تمثّل النطاقات الفئات بحسب السياسة المعمول بها ${policy}. وتحتفظ التقييمات السابقة بفئاتها.`,
    none: 'لم يُسجَّل أي تقييم بعد.',
  },
});
