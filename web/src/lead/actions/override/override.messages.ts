import { defineMessages, plural } from '../../../language/messages.ts';

/** Texts of the override of a grade. */
export const OVERRIDE_MESSAGES = defineMessages({
  en: {
    says: 'The lead is worked by this grade until the override ends. The score of the model stays beside it and keeps its place in lists, and performance and drift do not change.',
    replaces: (grade: string, actor: string) => `It replaces the override with ${grade} by ${actor}.`,
    grade: 'Grade',
    model: (grade: string) => `The model says ${grade}.`,
    expires: 'Ends at',
    expiresHint: 'In your time zone, at most 90 days ahead.',
    presets: 'Ends in',
    days: (count: number, text: string) => plural('en', count, { one: `${text} day`, other: `${text} days` }),
    submit: 'Override',
    done: (grade: string) => `The lead is worked by grade ${grade} now.`,
    endSays: (grade: string) => `The grade of the model counts again: ${grade}.`,
    endSaysUnscored: 'The lead has no grade of the model yet.',
    end: 'End override',
    ended: 'The override has ended.',
  },
  ar: {
    says: 'يُعمل مع العميل المحتمل بهذه الفئة حتى انتهاء التعديل اليدوي. يبقى تقييم النموذج إلى جانبها محافظًا على ترتيبه في القوائم، ولا يتأثر قياس الأداء ولا الانحراف.',
    replaces: (grade: string, actor: string) => `يحل محل التعديل إلى ${grade} الذي أجراه ${actor}.`,
    grade: 'الفئة',
    model: (grade: string) => `فئة النموذج ${grade}.`,
    expires: 'ينتهي في',
    expiresHint: 'بتوقيتك المحلي، خلال 90 يومًا على الأكثر.',
    presets: 'ينتهي بعد',
    days: (count: number, text: string) =>
      plural('ar', count, {
        one: 'يوم واحد',
        two: 'يومين',
        few: `${text} أيام`,
        many: `${text} يومًا`,
        other: `${text} يوم`,
      }),
    submit: 'تعديل الفئة',
    done: (grade: string) => `يُعمل مع العميل المحتمل الآن بالفئة ${grade}.`,
    endSays: (grade: string) => `تعود فئة النموذج إلى السريان: ${grade}.`,
    endSaysUnscored: 'لا توجد للعميل المحتمل فئة من النموذج بعد.',
    end: 'إنهاء التعديل',
    ended: 'انتهى التعديل اليدوي.',
  },
});
