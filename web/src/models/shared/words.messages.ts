import { defineMessages } from '../../language/messages.ts';

/** Words of the graph's enums about models. */
export const MODEL_WORDS = defineMessages({
  en: {
    version: (version: number) => `Version ${version}`,
    stage: { NONE: 'None', STAGING: 'Staging', PRODUCTION: 'Production', ARCHIVED: 'Archived' },
    alias: { CHAMPION: 'Champion', CHALLENGER: 'Challenger' },
    gate: {
      METRICS: 'AUC stated',
      AUC_GAIN: 'AUC gain',
      CALIBRATION: 'Calibration',
      SCORE_SHIFT: 'Score shift',
      APPROVAL: 'Approval by another person',
    },
    gateVerdict: { PASSED: 'Passed', FAILED: 'Failed', INCONCLUSIVE: 'Inconclusive' },
    verdict: { SUCCESS: 'Within the limit', FAILURE: 'Beyond the limit', INCONCLUSIVE: 'Not decided yet' },
    strategy: { SHADOW: 'Shadow', CANARY: 'Canary', AB_TEST: 'A/B test', IMMEDIATE: 'Immediate' },
    rolloutStatus: {
      PENDING: 'Replaying',
      AWAITING_APPROVAL: 'Waits for approval',
      RUNNING: 'Running',
      PAUSED: 'Paused',
      COMPLETED: 'Completed',
      ROLLED_BACK: 'Rolled back',
      ABORTED: 'Aborted',
    },
    guardrail: {
      ERROR_RATE: 'Error rate',
      LATENCY_P95: 'p95 latency',
      SCORE_PSI: 'Score shift (PSI)',
      CONVERSION: 'Conversion',
    },
    requestStatus: { OPEN: 'Open', APPROVED: 'Approved', REJECTED: 'Rejected' },
  },
  ar: {
    version: (version: number) => `الإصدار ${version}`,
    stage: { NONE: 'دون مرحلة', STAGING: 'التجهيز', PRODUCTION: 'الإنتاج', ARCHIVED: 'مؤرشف' },
    alias: { CHAMPION: 'النموذج المعتمد', CHALLENGER: 'المنافس' },
    gate: {
      METRICS: 'ذكر قيمة AUC',
      AUC_GAIN: 'تحسّن AUC',
      CALIBRATION: 'المعايرة',
      SCORE_SHIFT: 'انزياح الدرجات',
      APPROVAL: 'موافقة شخص آخر',
    },
    gateVerdict: { PASSED: 'مستوفى', FAILED: 'غير مستوفى', INCONCLUSIVE: 'غير محسوم' },
    verdict: { SUCCESS: 'ضمن الحد', FAILURE: 'تجاوز الحد', INCONCLUSIVE: 'لم يُحسم بعد' },
    strategy: { SHADOW: 'ظل', CANARY: 'تدريجي', AB_TEST: 'اختبار A/B', IMMEDIATE: 'فوري' },
    rolloutStatus: {
      PENDING: 'إعادة تشغيل الطلبات',
      AWAITING_APPROVAL: 'بانتظار الموافقة',
      RUNNING: 'قيد التنفيذ',
      PAUSED: 'متوقف مؤقتًا',
      COMPLETED: 'مكتمل',
      ROLLED_BACK: 'تم التراجع عنه',
      ABORTED: 'أُلغي',
    },
    guardrail: {
      ERROR_RATE: 'معدل الأخطاء',
      LATENCY_P95: 'زمن الاستجابة p95',
      SCORE_PSI: 'انزياح الدرجات (PSI)',
      CONVERSION: 'معدل التحويل',
    },
    requestStatus: { OPEN: 'مفتوح', APPROVED: 'مقبول', REJECTED: 'مرفوض' },
  },
});
