import { defineMessages } from '../language/messages.ts';

/** Texts of the states that every view has. */
export const STATE_MESSAGES = defineMessages({
  en: {
    failed: 'This could not be loaded.',
    unreachable: 'The gateway does not answer. This is tried again by itself.',
    retry: 'Try again',
    noRight: (scope: string) => `Your token has no right to see this (${scope}).`,
    partly: 'Some of this could not be loaded.',
    code: 'Code',
    stale: 'This is an earlier state: the latest one could not be loaded.',
  },
  ar: {
    failed: 'تعذّر تحميل هذا المحتوى.',
    unreachable: 'البوابة لا تستجيب. تتكرر المحاولة تلقائيًا.',
    retry: 'أعد المحاولة',
    noRight: (scope: string) => `لا يمنحك رمز الدخول صلاحية عرض هذا المحتوى (${scope}).`,
    partly: 'تعذّر تحميل جزء من هذا المحتوى.',
    code: 'الرمز',
    stale: 'هذه حالة سابقة: تعذّر تحميل أحدث حالة.',
  },
});
