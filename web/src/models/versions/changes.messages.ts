import { defineMessages } from '../../language/messages.ts';

/** Texts of the changes of a version, with what each will do. */
export const CHANGES_MESSAGES = defineMessages({
  en: {
    stage: 'Move to staging',
    staged: (version: number) => `Version ${version} is in staging.`,
    staging: ['It is under test: no lead gets a score by it.', 'Callers see no difference.'],
    promote: 'Promote now',
    promoteTitle: (version: number) => `Promote version ${version} to champion`,
    promoted: (version: number) => `Version ${version} is the champion.`,
    promoting: (version: number, champion: number | undefined) => [
      `Version ${version} answers 100 % of the traffic within a second, on every replica: all of sales see its scores.`,
      ...(champion === undefined
        ? []
        : [
            `Version ${champion} is archived. The kill switch can return to it, unless a critical alert about it is open.`,
          ]),
      'A gate that fails refuses the promotion. To see its effect on a part of the leads first, start a rollout.',
    ],
    archive: 'Archive',
    archived: (version: number) => `Version ${version} is archived.`,
    archiving: (version: number) => [
      `Version ${version} is no longer offered for promotion; it can be moved to staging again.`,
      'Its scores stay explainable. Callers see no difference.',
    ],
    challenger: 'Make challenger',
    challengerSet: (version: number) => `Version ${version} is the challenger.`,
    challenging: (version: number, former: number | undefined) => [
      `Version ${version} gets the alias challenger, here and in MLflow where it is synchronised.`,
      ...(former === undefined ? [] : [`Version ${former} loses it.`]),
      'It changes no traffic: callers see no difference.',
    ],
    noChallenger: 'Remove challenger',
    challengerRemoved: 'The model has no challenger.',
    unchallenging: (version: number) => [`Version ${version} loses the alias challenger.`, 'It changes no traffic.'],
    request: 'Request promotion',
    requested: (version: number) => `The promotion of version ${version} is requested.`,
    requesting: ['Another person decides on it, with the results of the gates of then.', 'Until then nothing changes.'],
    rollout: 'Start a rollout',
    killSwitch: 'Kill switch',
    killSwitchTitle: 'Roll the model back',
    rolledBack: 'The model is rolled back.',
    killing: (champion: number | undefined, rollout: string | undefined) => [
      ...(rollout === undefined ? [] : [`The open rollout ${rollout} ends at once.`]),
      champion === undefined
        ? 'The previous champion answers all traffic again.'
        : `Version ${champion} stops answering: the champion before it, of good standing, answers 100 % of the traffic within a second. Without one, only the rollout ends.`,
      'No gate can refuse this. A version that was rolled back must pass all steps or gates again to return.',
    ],
    toVersion: 'Return to',
    previousChampion: 'The previous champion',
    toVersionHint: 'A former champion that was not withdrawn. Choosing one needs the right models:approve.',
    notOffered: 'Your token has no right to change versions (models:promote).',
  },
  ar: {
    stage: 'نقل إلى التجهيز',
    staged: (version: number) => `الإصدار ${version} في مرحلة التجهيز.`,
    staging: ['يصبح قيد الاختبار: لا يُقيَّم به أي عميل محتمل.', 'لا يلاحظ المستخدمون أي فرق.'],
    promote: 'ترقية الآن',
    promoteTitle: (version: number) => `ترقية الإصدار ${version} ليصبح المعتمد`,
    promoted: (version: number) => `أصبح الإصدار ${version} هو المعتمد.`,
    promoting: (version: number, champion: number | undefined) => [
      `يستجيب الإصدار ${version} لكامل الطلبات (100%) خلال ثانية على كل النسخ: يرى فريق المبيعات كله درجاته.`,
      ...(champion === undefined
        ? []
        : [`يُؤرشف الإصدار ${champion}، ويمكن لمفتاح الإيقاف العودة إليه ما لم يكن هناك تنبيه حرج مفتوح بشأنه.`]),
      'إذا لم يُستوفَ أحد الشروط رُفضت الترقية. لرؤية الأثر على جزء من العملاء أولًا، ابدأ عملية طرح.',
    ],
    archive: 'أرشفة',
    archived: (version: number) => `أُرشف الإصدار ${version}.`,
    archiving: (version: number) => [
      `لن يُعرض الإصدار ${version} للترقية، ويمكن نقله إلى التجهيز مرة أخرى.`,
      'تبقى درجاته قابلة للتفسير، ولا يلاحظ المستخدمون أي فرق.',
    ],
    challenger: 'تعيينه منافسًا',
    challengerSet: (version: number) => `الإصدار ${version} هو المنافس.`,
    challenging: (version: number, former: number | undefined) => [
      `يحصل الإصدار ${version} على لقب المنافس، هنا وفي MLflow إذا كانت المزامنة مفعّلة.`,
      ...(former === undefined ? [] : [`يفقد الإصدار ${former} هذا اللقب.`]),
      'لا تتغير الطلبات: لا يلاحظ المستخدمون أي فرق.',
    ],
    noChallenger: 'إزالة المنافس',
    challengerRemoved: 'لم يعد للنموذج منافس.',
    unchallenging: (version: number) => [`يفقد الإصدار ${version} لقب المنافس.`, 'لا تتغير الطلبات.'],
    request: 'طلب ترقية',
    requested: (version: number) => `طُلبت ترقية الإصدار ${version}.`,
    requesting: ['يقرر شخص آخر بشأنها وفق نتائج الشروط حينها.', 'لا يتغير شيء حتى ذلك الحين.'],
    rollout: 'بدء عملية طرح',
    killSwitch: 'مفتاح الإيقاف',
    killSwitchTitle: 'التراجع بالنموذج',
    rolledBack: 'تم التراجع بالنموذج.',
    killing: (champion: number | undefined, rollout: string | undefined) => [
      ...(rollout === undefined ? [] : [`تنتهي عملية الطرح المفتوحة ${rollout} فورًا.`]),
      champion === undefined
        ? 'يستجيب النموذج المعتمد السابق لكل الطلبات مجددًا.'
        : `يتوقف الإصدار ${champion} عن الاستجابة: يستجيب المعتمد السليم السابق له لكامل الطلبات (100%) خلال ثانية. وإن لم يوجد، تنتهي عملية الطرح فقط.`,
      'لا يعود الإصدار المتراجَع عنه إلا بعد اجتياز كل الخطوات أو الشروط من جديد. لا يمكن لأي شرط رفض هذا الإجراء.',
    ],
    toVersion: 'العودة إلى',
    previousChampion: 'المعتمد السابق',
    toVersionHint: 'إصدار كان معتمدًا ولم يُسحب. اختياره يتطلب صلاحية models:approve.',
    notOffered: 'لا يمنحك رمز الدخول صلاحية تغيير الإصدارات (models:promote).',
  },
});
