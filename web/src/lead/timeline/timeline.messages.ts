import { defineMessages, plural } from '../../language/messages.ts';

/** Texts of the timeline of a lead. */
export const TIMELINE_MESSAGES = defineMessages({
  en: {
    title: 'Timeline',
    created: 'Lead created',
    from: (source: string) => `from ${source}`,
    moved: (from: string, to: string) => `Stage: ${from} → ${to}`,
    outcome: (result: string) => `Outcome: ${result}`,
    revenue: (amount: string) => `Revenue AED ${amount}`,
    overridden: (grade: string) => `Grade overridden with ${grade}`,
    ends: (when: string) => `until ${when}`,
    overrideEnded: (grade: string, cause: string) => `Override with ${grade}: ${cause}`,
    merged: (lead: string) => `Merged with ${lead}`,
    mergeUndone: (lead: string) => `Merge with ${lead} undone`,
    by: (actor: string) => `by ${actor}`,
    pages: (count: number, text: string) => plural('en', count, { one: `${text} page`, other: `${text} pages` }),
    unanswered: 'not answered',
  },
  ar: {
    title: 'الخط الزمني',
    created: 'إنشاء العميل المحتمل',
    from: (source: string) => `من ${source}`,
    moved: (from: string, to: string) => `المرحلة: من ${from} إلى ${to}`,
    outcome: (result: string) => `النتيجة: ${result}`,
    revenue: (amount: string) => `الإيراد ${amount} درهم`,
    overridden: (grade: string) => `تعديل الفئة يدويًا إلى ${grade}`,
    ends: (when: string) => `حتى ${when}`,
    overrideEnded: (grade: string, cause: string) => `التعديل اليدوي إلى ${grade}: ${cause}`,
    merged: (lead: string) => `الدمج مع ${lead}`,
    mergeUndone: (lead: string) => `التراجع عن الدمج مع ${lead}`,
    by: (actor: string) => `بواسطة ${actor}`,
    pages: (count: number, text: string) =>
      plural('ar', count, {
        zero: 'دون صفحات',
        one: 'صفحة واحدة',
        two: 'صفحتان',
        few: `${text} صفحات`,
        many: `${text} صفحة`,
        other: `${text} صفحة`,
      }),
    unanswered: 'لم يُجب عليها',
  },
});
