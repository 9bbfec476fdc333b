import { defineMessages } from '../../language/messages.ts';

/** Texts of the erasures. */
export const ERASURE_MESSAGES = defineMessages({
  en: {
    title: 'Erasures of persons',
    caption: 'Erasures, the newest first',
    note: 'Leads of a person are erased at once, the other parts of the platform follow. A person is erased on the page of the lead.',
    none: 'Nobody has been erased.',
    erased: 'Erased',
    lead: 'Id since',
    by: 'Asked for by',
    reason: 'Reason',
    state: 'State',
    done: 'Complete',
    pending: 'Under way',
    part: { SCORES: 'Scores', MODELS: 'Audit log', LAKE: 'Lake' },
  },
  ar: {
    title: 'محو بيانات الأشخاص',
    caption: 'عمليات المحو، الأحدث أولًا',
    note: 'تُمحى سجلات العميل فورًا، وتتبعها بقية أجزاء المنصة. يُطلب المحو من صفحة العميل.',
    none: 'لم تُمحَ بيانات أي شخص.',
    erased: 'وقت المحو',
    lead: 'المعرّف الجديد',
    by: 'بطلب من',
    reason: 'السبب',
    state: 'الحالة',
    done: 'اكتمل',
    pending: 'جارٍ',
    part: { SCORES: 'الدرجات', MODELS: 'سجل التدقيق', LAKE: 'بحيرة البيانات' },
  },
});
