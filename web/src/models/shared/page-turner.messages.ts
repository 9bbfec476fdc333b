import { defineMessages } from '../../language/messages.ts';

/** Texts of the turning of pages. */
export const PAGE_MESSAGES = defineMessages({
  en: { newest: 'Newest', older: 'Older' },
  ar: { newest: 'الأحدث', older: 'الأقدم' },
});
