import { defineMessages } from '../../../language/messages.ts';

/** Texts of the editing of a lead. */
export const EDIT_MESSAGES = defineMessages({
  en: {
    says: 'Earlier values are kept, so that every score can be computed again. The lead is scored again by itself.',
    submit: 'Save',
    done: 'The lead is changed.',
    nothing: 'Nothing is changed.',
    newer:
      'Somebody else changed this lead meanwhile. What you did not touch shows their values; your changes are kept.',
    choose: (field: string) => `${field}: choose a value`,
    before: (value: string) => `Before: ${value}`,
    mine: (value: string) => `Yours: ${value}`,
    theirs: (value: string) => `Theirs: ${value}`,
    empty: 'empty',
    chooseFirst: 'Choose a value for each field that you both changed.',
    notCount: 'Enter a whole number of 0 or more.',
  },
  ar: {
    says: 'تُحفظ القيم السابقة ليمكن إعادة حساب أي تقييم. ويُعاد تقييم العميل المحتمل تلقائيًا.',
    submit: 'حفظ',
    done: 'حُفظت التعديلات.',
    nothing: 'لم يتغيّر شيء.',
    newer: 'عدّل شخص آخر بيانات هذا العميل في هذه الأثناء. تظهر قيمه في الحقول التي لم تعدّلها، وتعديلاتك محفوظة.',
    choose: (field: string) => `${field}: اختر قيمة`,
    before: (value: string) => `القيمة السابقة: ${value}`,
    mine: (value: string) => `قيمتك: ${value}`,
    theirs: (value: string) => `قيمة الشخص الآخر: ${value}`,
    empty: 'فارغ',
    chooseFirst: 'اختر قيمة لكل حقل عدّلتماه معًا.',
    notCount: 'أدخل عددًا صحيحًا لا يقل عن 0.',
  },
});
