import { defineMessages } from '../language/messages.ts';

/** Texts of the region of messages. */
export const NOTICE_MESSAGES = defineMessages({
  en: { label: 'Messages', close: 'Close' },
  ar: { label: 'الرسائل', close: 'إغلاق' },
});
