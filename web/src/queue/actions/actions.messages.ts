import { defineMessages, plural } from '../../language/messages.ts';

const en = (count: number, text: string): string => `${text} ${plural('en', count, { one: 'lead', other: 'leads' })}`;
/** after a preposition or in an annexation */
const arOf = (count: number, text: string): string =>
  plural('ar', count, {
    zero: 'لا عملاء',
    one: 'عميل واحد',
    two: 'عميلين',
    few: `${text} عملاء`,
    many: `${text} عميلًا`,
    other: `${text} عميل`,
  });

/** Texts of the actions on many leads in one language. */
export interface ActionTexts {
  readonly bar: string;
  readonly selected: (count: number, text: string) => string;
  readonly assign: string;
  readonly changeStage: string;
  readonly score: string;
  readonly clear: string;
  readonly cancel: string;
  readonly close: string;
  readonly stop: string;
  readonly assignTitle: (count: number, text: string) => string;
  readonly stageTitle: (count: number, text: string) => string;
  readonly scoreTitle: (count: number, text: string) => string;
  readonly owner: string;
  readonly ownerHint: string;
  readonly ownerMissing: string;
  readonly assignMe: string;
  readonly assignNobody: string;
  readonly assignTo: (owner: string) => string;
  readonly assignToNobody: string;
  readonly stage: string;
  readonly setStage: (stage: string) => string;
  readonly stageNote: string;
  readonly scoreNote: string;
  readonly scoreNow: string;
  readonly leads: string;
  readonly andMore: (count: number, text: string) => string;
  readonly progress: string;
  readonly doneOf: (done: string, total: string) => string;
  readonly succeeded: (count: number, text: string) => string;
  readonly refused: (count: number, text: string) => string;
  readonly failed: string;
  readonly conflicts: (count: number, text: string) => string;
  readonly overwrite: string;
  readonly exportTitle: string;
  readonly exportNote: (leads: string) => string;
  readonly exportLeads: (count: number, text: string) => string;
  readonly exportMany: (text: string) => string;
  readonly exportAll: string;
  readonly exportPersonal: string;
  readonly exportMasked: string;
  readonly exportEmpty: string;
  readonly format: string;
  readonly formats: Readonly<Record<'csv' | 'jsonl' | 'parquet', string>>;
  readonly exportStart: string;
  readonly received: (size: string) => string;
  readonly exported: (file: string, size: string) => string;
  readonly broken: string;
  readonly keys: { readonly assign: string; readonly stage: string; readonly score: string };
}

/** Texts of the actions on many leads. */
export const ACTION_MESSAGES = defineMessages<ActionTexts>({
  en: {
    bar: 'Selected leads',
    selected: (count, text) => `${en(count, text)} selected`,
    assign: 'Assign',
    changeStage: 'Change stage',
    score: 'Score now',
    clear: 'Clear selection',
    cancel: 'Cancel',
    close: 'Close',
    stop: 'Stop',
    assignTitle: (count, text) => `Assign ${en(count, text)}`,
    stageTitle: (count, text) => `Change the stage of ${en(count, text)}`,
    scoreTitle: (count, text) => `Score ${en(count, text)} now`,
    owner: 'Owner',
    ownerHint: 'The member of sales who is responsible.',
    ownerMissing: 'Name an owner, or choose “Nobody”.',
    assignMe: 'Me',
    assignNobody: 'Nobody',
    assignTo: (owner) => `Assign to ${owner}`,
    assignToNobody: 'Take the owner away',
    stage: 'Stage',
    setStage: (stage) => `Set to ${stage}`,
    stageNote: 'Won and lost are set with the outcome, on the page of a lead.',
    scoreNote:
      'Each lead is scored from the facts that are known now, and its score is recorded. The CRM gets the new scores.',
    scoreNow: 'Score',
    leads: 'Leads',
    andMore: (_, text) => `and ${text} more`,
    progress: 'Progress',
    doneOf: (done, total) => `${done} of ${total}`,
    succeeded: (count, text) => `Done for ${en(count, text)}.`,
    refused: (count, text) => `Refused for ${en(count, text)}:`,
    failed: 'The action stopped before its end.',
    conflicts: (count, text) =>
      `Somebody changed ${en(count, text)} after you saw ${plural('en', count, { one: 'it', other: 'them' })}. You can look at them first, or change them all the same.`,
    overwrite: 'Change them all the same',
    exportTitle: 'Export this view',
    exportNote: (leads) => `The file has ${leads}, in the order of their ids, as they are when the export begins.`,
    exportLeads: en,
    exportMany: (text) => `more than ${text} leads`,
    exportAll: 'every lead of the view',
    exportPersonal: 'It holds personal data: names, e-mail addresses and telephone numbers.',
    exportMasked: 'Names, e-mail addresses and telephone numbers are left empty, as your token does not show them.',
    exportEmpty: 'No lead meets the conditions: the file would be empty.',
    format: 'Format',
    formats: { csv: 'CSV, for spreadsheets', jsonl: 'JSON Lines', parquet: 'Parquet' },
    exportStart: 'Export',
    received: (size) => `${size} received`,
    exported: (file, size) => `${file} is complete (${size}).`,
    broken: 'The export broke off, so there is no file.',
    keys: { assign: 'Assign the selected leads', stage: 'Change their stage', score: 'Score them now' },
  },
  ar: {
    bar: 'العملاء المحدَّدون',
    selected: (count, text) =>
      plural('ar', count, {
        zero: 'لم يُحدَّد أي عميل',
        one: 'حُدِّد عميل واحد',
        two: 'حُدِّد عميلان',
        few: `حُدِّد ${text} عملاء`,
        many: `حُدِّد ${text} عميلًا`,
        other: `حُدِّد ${text} عميل`,
      }),
    assign: 'إسناد',
    changeStage: 'تغيير المرحلة',
    score: 'تقييم الآن',
    clear: 'إلغاء التحديد',
    cancel: 'إلغاء',
    close: 'إغلاق',
    stop: 'إيقاف',
    assignTitle: (count, text) => `إسناد ${arOf(count, text)}`,
    stageTitle: (count, text) => `تغيير مرحلة ${arOf(count, text)}`,
    scoreTitle: (count, text) => `تقييم ${arOf(count, text)} الآن`,
    owner: 'المسؤول',
    ownerHint: 'عضو فريق المبيعات المسؤول عن العميل.',
    ownerMissing: 'اكتب اسم المسؤول، أو اختر «لا أحد».',
    assignMe: 'أنا',
    assignNobody: 'لا أحد',
    assignTo: (owner) => `إسناد إلى ${owner}`,
    assignToNobody: 'إزالة المسؤول',
    stage: 'المرحلة',
    setStage: (stage) => `تغيير إلى «${stage}»`,
    stageNote: 'تُحدَّد الصفقة الرابحة أو الخاسرة عند تسجيل النتيجة في صفحة العميل.',
    scoreNote: 'يُقيَّم كل عميل من الحقائق المعروفة الآن ويُسجَّل تقييمه، ثم تُرسل التقييمات الجديدة إلى نظام CRM.',
    scoreNow: 'تقييم',
    leads: 'العملاء',
    andMore: (_, text) => `و${text} غيرهم`,
    progress: 'التقدّم',
    doneOf: (done, total) => `${done} من ${total}`,
    succeeded: (count, text) => `تم لـ ${arOf(count, text)}.`,
    refused: (count, text) => `رُفض لـ ${arOf(count, text)}:`,
    failed: 'توقّف الإجراء قبل نهايته.',
    conflicts: (count, text) =>
      `غيّر شخص آخر بيانات ${arOf(count, text)} بعد أن عرضتَها. يمكنك مراجعتها أولًا أو تغييرها على أي حال.`,
    overwrite: 'غيّرها على أي حال',
    exportTitle: 'تصدير هذا العرض',
    exportNote: (leads) => `يحتوي الملف على ${leads}، مرتبة حسب معرّفاتها، كما هي عند بدء التصدير.`,
    exportLeads: arOf,
    exportMany: (text) => `أكثر من ${text} عميل`,
    exportAll: 'كل عملاء العرض',
    exportPersonal: 'يحتوي الملف على بيانات شخصية: الأسماء وعناوين البريد وأرقام الهاتف.',
    exportMasked: 'تُترك الأسماء وعناوين البريد وأرقام الهاتف فارغة، لأن رمز دخولك لا يعرضها.',
    exportEmpty: 'لا يوجد عميل يستوفي الشروط: سيكون الملف فارغًا.',
    format: 'التنسيق',
    formats: { csv: 'CSV للجداول', jsonl: 'JSON Lines', parquet: 'Parquet' },
    exportStart: 'تصدير',
    received: (size) => `استُلم ${size}`,
    exported: (file, size) => `اكتمل الملف ${file} (${size}).`,
    broken: 'انقطع التصدير، فلا يوجد ملف.',
    keys: { assign: 'إسناد العملاء المحدَّدين', stage: 'تغيير مرحلتهم', score: 'تقييمهم الآن' },
  },
});
