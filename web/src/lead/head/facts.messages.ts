import { defineMessages } from '../../language/messages.ts';

/** Texts of the lead's fields. */
export const FACTS_MESSAGES = defineMessages({
  en: {
    title: 'Details',
    created: 'Created',
    updated: 'Changed',
    lastInteraction: 'Last interaction',
    hidden: 'Names, contact details and notes are hidden from your token (leads:pii).',
  },
  ar: {
    title: 'البيانات',
    created: 'تاريخ الإنشاء',
    updated: 'آخر تعديل',
    lastInteraction: 'آخر تفاعل',
    hidden: 'لا يتيح رمزك عرض الأسماء وبيانات الاتصال والملاحظات (leads:pii).',
  },
});
