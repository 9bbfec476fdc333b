import { defineMessages } from '../../language/messages.ts';

/** Texts of the dialogs that change models. */
export const CHANGE_MESSAGES = defineMessages({
  en: {
    whatChanges: 'What will change',
    reason: 'Reason',
    reasonHint: 'Stored in the audit log, at most 1,000 characters.',
    needsReason: 'Say why: the reason is stored in the audit log.',
    cancel: 'Cancel',
    refused: 'The gateway refused this.',
  },
  ar: {
    whatChanges: 'ما الذي سيتغير',
    reason: 'السبب',
    reasonHint: 'يُحفظ في سجل التدقيق، بحد أقصى 1000 حرف.',
    needsReason: 'اذكر السبب: يُحفظ في سجل التدقيق.',
    cancel: 'إلغاء',
    refused: 'رفضت البوابة هذا الطلب.',
  },
});
