import { defineMessages } from '../../language/messages.ts';

/** Texts that the views of monitoring share: their names, severities and outcomes. */
export const MONITORING_MESSAGES = defineMessages({
  en: {
    title: 'Monitoring',
    views: 'Views of monitoring',
    tabs: {
      wall: 'Wall',
      drift: 'Drift',
      performance: 'Performance',
      'data-quality': 'Data quality',
      alerts: 'Alerts',
    },
    model: 'Model',
    version: 'Version',
    versionName: (version: number, isChampion: boolean) => `Version ${version}${isChampion ? ', champion' : ''}`,
    allVersions: 'All versions',
    noModel: 'No model is registered yet. Register a first version in the model room.',
    severities: { INFO: 'Info', WARNING: 'Warning', CRITICAL: 'Critical' },
    outcomes: { INSUFFICIENT: 'Too few rows', NONE: 'No drift', WARNING: 'Warning', CRITICAL: 'Critical' },
    feature: (name: string) => ({ '@score': 'Scores', '@gradeMix': 'Grade mix' })[name] ?? name,
    missing: 'no value',
    none: '–',
    cancel: 'Cancel',
    close: 'Close',
    reason: 'Reason',
    reasonHint: 'It is stored with your name.',
    reasonNeeded: 'Enter a reason.',
    refused: (code: string, message: string) => `${code}: ${message}`,
    unit: { milliseconds: (text: string) => `${text} ms`, perSecond: (text: string) => `${text} per second` },
  },
  ar: {
    title: 'المراقبة',
    views: 'أقسام المراقبة',
    tabs: {
      wall: 'لوحة المتابعة',
      drift: 'الانجراف',
      performance: 'الأداء',
      'data-quality': 'جودة البيانات',
      alerts: 'التنبيهات',
    },
    model: 'النموذج',
    version: 'الإصدار',
    versionName: (version: number, isChampion: boolean) => `الإصدار ${version}${isChampion ? '، المعتمد' : ''}`,
    allVersions: 'كل الإصدارات',
    noModel: 'لم يُسجَّل أي نموذج بعد. سجّل إصدارًا أول في صفحة النماذج.',
    severities: { INFO: 'للعلم', WARNING: 'تحذير', CRITICAL: 'حرج' },
    outcomes: { INSUFFICIENT: 'صفوف غير كافية', NONE: 'لا انجراف', WARNING: 'تحذير', CRITICAL: 'حرج' },
    feature: (name: string) => ({ '@score': 'الدرجات', '@gradeMix': 'توزيع الفئات' })[name] ?? name,
    missing: 'بلا قيمة',
    none: '–',
    cancel: 'إلغاء',
    close: 'إغلاق',
    reason: 'السبب',
    reasonHint: 'يُحفظ مع اسمك.',
    reasonNeeded: 'أدخل سببًا.',
    refused: (code: string, message: string) => `${code}: ${message}`,
    unit: { milliseconds: (text: string) => `${text} مللي ثانية`, perSecond: (text: string) => `${text} في الثانية` },
  },
});

/** Texts that the views of monitoring share, in one language. */
export type MonitoringTexts = (typeof MONITORING_MESSAGES)['en'];
