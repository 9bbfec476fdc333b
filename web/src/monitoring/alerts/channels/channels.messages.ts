import { defineMessages } from '../../../language/messages.ts';

/** Texts of the notification channels. */
export const CHANNEL_MESSAGES = defineMessages({
  en: {
    title: 'Notification channels',
    intro: 'Channels are configured where the platform runs. A test shows whether notices would arrive.',
    channel: 'Channel',
    configured: 'Configured by',
    rules: 'Used by rules',
    result: 'Last test here',
    test: 'Send a test',
    testOf: (channel: string) => `Send a test: ${channel}`,
    effect: (channel: string) => `Every recipient of ${channel} gets a test notification now.`,
    delivered: 'Every recipient accepted it',
    refused: 'Not accepted',
    status: (status: string) => `status ${status}`,
    none: '–',
    actions: 'Actions',
  },
  ar: {
    title: 'قنوات الإشعار',
    intro: 'تُضبط القنوات حيث تعمل المنصة. يُظهر الاختبار ما إذا كانت الإشعارات ستصل.',
    channel: 'القناة',
    configured: 'تُضبط بواسطة',
    rules: 'القواعد التي تستخدمها',
    result: 'آخر اختبار هنا',
    test: 'إرسال اختبار',
    testOf: (channel: string) => `إرسال اختبار: ${channel}`,
    effect: (channel: string) => `يتلقى كل مستقبِلي ${channel} إشعارًا تجريبيًا الآن.`,
    delivered: 'قبله كل المستقبِلين',
    refused: 'لم يُقبل',
    status: (status: string) => `الحالة ${status}`,
    none: '–',
    actions: 'الإجراءات',
  },
});
