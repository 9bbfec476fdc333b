import { defineMessages } from '../../../language/messages.ts';

/** Texts of the recording of an outcome. */
export const OUTCOME_MESSAGES = defineMessages({
  en: {
    says: 'An outcome is recorded once and closes the lead: it leaves the queue, and an override of its grade ends. The performance of the model is measured by outcomes.',
    result: 'Result',
    at: 'Time of the decision',
    atHint: 'In your time zone, not in the future.',
    revenue: 'Revenue in AED',
    revenueHint: 'May be left empty.',
    reason: 'Reason',
    reasonHint: 'May be left empty. Seen by those who may see personal data.',
    submit: 'Record and close',
    done: 'The outcome is recorded.',
    notNumber: 'Enter an amount of 0 or more.',
  },
  ar: {
    says: 'تُسجَّل النتيجة مرة واحدة وتغلق العميل المحتمل: يخرج من قائمة العمل وينتهي أي تعديل يدوي لفئته. وبالنتائج يُقاس أداء النموذج.',
    result: 'النتيجة',
    at: 'وقت القرار',
    atHint: 'بتوقيتك المحلي، وليس في المستقبل.',
    revenue: 'الإيراد بالدرهم',
    revenueHint: 'يمكن تركه فارغًا.',
    reason: 'السبب',
    reasonHint: 'يمكن تركه فارغًا. يراه من يحق له الاطلاع على البيانات الشخصية.',
    submit: 'تسجيل وإغلاق',
    done: 'سُجّلت النتيجة.',
    notNumber: 'أدخل مبلغًا لا يقل عن 0.',
  },
});
