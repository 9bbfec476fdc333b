import { defineMessages } from '../../language/messages.ts';

/** Texts of the actions on a lead. */
export const ACTION_MESSAGES = defineMessages({
  en: {
    actions: 'Actions',
    scoreNow: 'Score now',
    scored: (grade: string, share: string) => `Scored: ${grade}, ${share}.`,
    whatIf: 'What if',
    edit: 'Edit',
    interaction: 'Record interaction',
    outcome: 'Record outcome',
    override: 'Override grade',
    endOverride: 'End override',
    failed: (code: string, message: string) => `${code}: ${message}`,
  },
  ar: {
    actions: 'الإجراءات',
    scoreNow: 'قيّم الآن',
    scored: (grade: string, share: string) => `تم التقييم: ${grade}، ${share}.`,
    whatIf: 'ماذا لو',
    edit: 'تعديل',
    interaction: 'تسجيل تفاعل',
    outcome: 'تسجيل النتيجة',
    override: 'تعديل الفئة يدويًا',
    endOverride: 'إنهاء التعديل اليدوي',
    failed: (code: string, message: string) => `${code}: ${message}`,
  },
});
