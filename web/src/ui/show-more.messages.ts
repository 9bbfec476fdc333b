import { defineMessages, plural } from '../language/messages.ts';

/** Texts of the end of a list that is shown in part. */
export const SHOW_MORE_MESSAGES = defineMessages({
  en: {
    more: 'Show more',
    part: (count: number, text: string) =>
      plural('en', count, { one: `The first ${text} is shown.`, other: `The first ${text} are shown.` }),
    all: (count: number, text: string) =>
      plural('en', count, { one: `All ${text} is shown.`, other: `All ${text} are shown.` }),
    cut: (text: string) => `The first ${text} are shown; this page lists no more.`,
  },
  ar: {
    more: 'عرض المزيد',
    part: (_count: number, text: string) => `المعروض: أول ${text}.`,
    all: (_count: number, text: string) => `المعروض: الكل (${text}).`,
    cut: (text: string) => `المعروض: أول ${text}؛ لا تعرض هذه الصفحة أكثر من ذلك.`,
  },
});
