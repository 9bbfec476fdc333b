import { defineMessages } from '../language/messages.ts';

/** Texts of all charts. */
export const CHART_MESSAGES = defineMessages({
  en: { table: 'As a table', none: 'No values in this time yet.', time: 'Time', bin: 'Range' },
  ar: { table: 'عرض كجدول', none: 'لا توجد قيم في هذه الفترة بعد.', time: 'الوقت', bin: 'النطاق' },
});
