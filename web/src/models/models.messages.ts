import { defineMessages } from '../language/messages.ts';

/** Texts of the page of models. */
export const MODELS_MESSAGES = defineMessages({
  en: {
    title: 'Models',
    views: 'Views of models',
    model: 'Model',
    tabs: {
      versions: 'Versions',
      rollout: 'Rollout',
      backtests: 'Back-tests',
      grades: 'Grades',
      history: 'History',
      access: 'Access',
    },
    none: 'There is no model yet. Register the first version below: it appears here at once.',
    unknownModel: (name: string) => `No model is named ${name}.`,
  },
  ar: {
    title: 'النماذج',
    views: 'عروض النماذج',
    model: 'النموذج',
    tabs: {
      versions: 'الإصدارات',
      rollout: 'الطرح',
      backtests: 'الاختبارات الرجعية',
      grades: 'الفئات',
      history: 'السجل',
      access: 'الوصول',
    },
    none: 'لا يوجد أي نموذج بعد. سجّل الإصدار الأول أدناه وسيظهر هنا فورًا.',
    unknownModel: (name: string) => `لا يوجد نموذج باسم ${name}.`,
  },
});

/** Texts of the page of models in one language. */
export type ModelsTexts = (typeof MODELS_MESSAGES)['en'];
