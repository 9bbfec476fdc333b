import { defineMessages } from '../language/messages.ts';

/** Texts of the lead's page as a whole. */
export const LEAD_MESSAGES = defineMessages({
  en: {
    lead: 'Lead',
    missing: (id: string) => `There is no lead with the id ${id}.`,
    missingNext: 'It may have been erased, or the address was shortened.',
    toQueue: 'To the queue',
    changed: (what: string, when: string) => `${when}: ${what}`,
    scored: 'The lead was scored.',
    liveRefused: (code: string) => `This page does not follow changes (${code}). Reload it to see the latest state.`,
  },
  ar: {
    lead: 'عميل محتمل',
    missing: (id: string) => `لا يوجد عميل محتمل بالمعرّف ${id}.`,
    missingNext: 'ربما مُحيت بياناته، أو أن العنوان غير مكتمل.',
    toQueue: 'إلى قائمة العمل',
    changed: (what: string, when: string) => `${when}: ${what}`,
    scored: 'أُعيد تقييم العميل المحتمل.',
    liveRefused: (code: string) => `لا تتابع هذه الصفحة التغييرات (${code}). أعد تحميلها لعرض أحدث حالة.`,
  },
});
