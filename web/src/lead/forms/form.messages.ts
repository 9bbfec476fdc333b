import { defineMessages } from '../../language/messages.ts';

/** Texts of every form of the lead's page. */
export const FORM_MESSAGES = defineMessages({
  en: {
    cancel: 'Cancel',
    reason: 'Reason',
    reasonHint: 'Kept with the change and in the audit log.',
    required: 'Fill this in.',
    notTime: 'Enter a date and a time.',
  },
  ar: {
    cancel: 'إلغاء',
    reason: 'السبب',
    reasonHint: 'يُحفظ مع التغيير وفي سجل التدقيق.',
    required: 'هذا الحقل مطلوب.',
    notTime: 'أدخل تاريخًا ووقتًا.',
  },
});
