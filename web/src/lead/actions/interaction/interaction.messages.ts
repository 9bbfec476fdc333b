import { defineMessages } from '../../../language/messages.ts';

/** Texts of the recording of an interaction. */
export const INTERACTION_MESSAGES = defineMessages({
  en: {
    says: 'The lead is scored again by itself.',
    kind: 'Kind',
    at: 'Time',
    atHint: 'In your time zone, not in the future.',
    minutes: 'Duration in minutes',
    callHint: '0 for a call that was not answered.',
    pages: 'Pages seen',
    note: 'Note',
    noteHint: 'Seen by those who may see personal data.',
    submit: 'Record',
    another: 'Record another one afterwards',
    done: 'The interaction is recorded.',
    notNumber: 'Enter a number of 0 or more.',
  },
  ar: {
    says: 'يُعاد تقييم العميل المحتمل تلقائيًا.',
    kind: 'النوع',
    at: 'الوقت',
    atHint: 'بتوقيتك المحلي، وليس في المستقبل.',
    minutes: 'المدة بالدقائق',
    callHint: '0 لمكالمة لم يُجب عليها.',
    pages: 'الصفحات المعروضة',
    note: 'ملاحظة',
    noteHint: 'يراها من يحق له الاطلاع على البيانات الشخصية.',
    submit: 'تسجيل',
    another: 'تسجيل تفاعل آخر بعده',
    done: 'سُجّل التفاعل.',
    notNumber: 'أدخل رقمًا لا يقل عن 0.',
  },
});
