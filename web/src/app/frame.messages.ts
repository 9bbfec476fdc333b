import { defineMessages } from '../language/messages.ts';

/** Texts of the frame around the pages. */
export const FRAME_MESSAGES = defineMessages({
  en: {
    product: 'Lead Scoring',
    navigation: 'Pages',
    skip: 'Skip to the content',
    pages: { queue: 'Queue', monitoring: 'Monitoring', models: 'Models', data: 'Data', me: 'Me' },
    live: { IDLE: '', CONNECTING: 'Connecting', OPEN: 'Live', BROKEN: 'Reconnecting' },
    offline: 'No network: the page shows the last known state.',
    newer: 'A newer version of this page is available.',
    reload: 'Reload',
    notFound: 'No page has this address.',
    shortcuts: 'Keyboard shortcuts',
    showShortcuts: 'Show keyboard shortcuts',
    singleKeysOff: 'Shortcuts of a single key are off.',
    turnOn: 'Turn them on under Me',
    close: 'Close',
  },
  ar: {
    product: 'تقييم العملاء المحتملين',
    navigation: 'الصفحات',
    skip: 'انتقل إلى المحتوى',
    pages: { queue: 'قائمة العمل', monitoring: 'المراقبة', models: 'النماذج', data: 'البيانات', me: 'حسابي' },
    live: { IDLE: '', CONNECTING: 'جارٍ الاتصال', OPEN: 'مباشر', BROKEN: 'إعادة الاتصال' },
    offline: 'لا توجد شبكة: تعرض الصفحة آخر حالة معروفة.',
    newer: 'يتوفر إصدار أحدث من هذه الصفحة.',
    reload: 'إعادة التحميل',
    notFound: 'لا توجد صفحة بهذا العنوان.',
    shortcuts: 'اختصارات لوحة المفاتيح',
    showShortcuts: 'عرض اختصارات لوحة المفاتيح',
    singleKeysOff: 'اختصارات المفتاح الواحد متوقفة.',
    turnOn: 'شغّلها من صفحة حسابي',
    close: 'إغلاق',
  },
});

/** Texts of the frame in one language. */
export type FrameTexts = (typeof FRAME_MESSAGES)['en'];
