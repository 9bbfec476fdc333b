import { defineMessages } from '../../language/messages.ts';

/** Texts of the dialogs about drift. */
export const DRIFT_DIALOG_MESSAGES = defineMessages({
  en: {
    check: 'Run a drift check',
    checkEffect: (version: string) =>
      `Compares newly scored leads of ${version} with its reference window and stores a report. What drifts opens alerts, which notify people.`,
    windowKind: 'Leads to check',
    lastRows: 'The newest scores',
    byTime: 'A time window',
    rows: 'Number of scores',
    from: 'From',
    until: 'Until',
    now: 'Empty: now.',
    run: 'Run the check',
    checked: (outcome: string) => `Drift check stored: ${outcome}.`,
    reference: 'Set the reference window',
    referenceEffect: (version: string) =>
      `From the next check on, drift of ${version} is measured against the scores of this window. Earlier windows stay in the list.`,
    set: 'Set the window',
    wasSet: (rows: string) => `Reference window set with ${rows} rows.`,
    fixed: 'Windows set before',
    by: 'Set by',
    none: 'None yet: the window that was registered with the version is in use.',
    window: 'Window',
    neededTime: 'Enter a time.',
    neededOrder: 'The end must be after the start.',
  },
  ar: {
    check: 'تشغيل فحص الانجراف',
    checkEffect: (version: string) =>
      `يقارن من قُيّموا حديثًا بواسطة ${version} بنافذته المرجعية ويحفظ تقريرًا. ما ينجرف يفتح تنبيهات تصل إشعاراتها إلى المعنيين.`,
    windowKind: 'العملاء المحتملون المفحوصون',
    lastRows: 'أحدث الدرجات',
    byTime: 'نافذة زمنية',
    rows: 'عدد الدرجات',
    from: 'من',
    until: 'إلى',
    now: 'إذا تُرك فارغًا: الآن.',
    run: 'تشغيل الفحص',
    checked: (outcome: string) => `حُفظ فحص الانجراف: ${outcome}.`,
    reference: 'تعيين النافذة المرجعية',
    referenceEffect: (version: string) =>
      `ابتداءً من الفحص التالي يُقاس انجراف ${version} مقارنةً بدرجات هذه النافذة. تبقى النوافذ السابقة في القائمة.`,
    set: 'تعيين النافذة',
    wasSet: (rows: string) => `عُيّنت النافذة المرجعية بعدد صفوف ${rows}.`,
    fixed: 'نوافذ عُيّنت سابقًا',
    by: 'عيّنها',
    none: 'لا شيء بعد: تُستخدم النافذة المسجَّلة مع الإصدار.',
    window: 'النافذة',
    neededTime: 'أدخل وقتًا.',
    neededOrder: 'يجب أن تأتي النهاية بعد البداية.',
  },
});
