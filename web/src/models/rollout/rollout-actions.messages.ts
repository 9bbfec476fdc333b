import { defineMessages } from '../../language/messages.ts';

/** Texts of the changes of a rollout, with what each will do. */
export const ROLLOUT_ACTIONS_MESSAGES = defineMessages({
  en: {
    pause: 'Pause',
    paused: 'The rollout is paused.',
    pausing: (version: string, share: string) => [
      `Version ${version} keeps answering ${share} of the leads, and does not get more.`,
      'It is still judged: a failure still ends the rollout.',
    ],
    resume: 'Resume',
    resumed: 'The rollout runs again.',
    resuming: (version: string, share: string) => [
      `Version ${version} keeps answering ${share} of the leads; the hold time goes on from where it was.`,
      'It advances by itself when its guardrails are met.',
    ],
    advance: 'Advance now',
    advanced: 'The rollout is in its next step.',
    advancing: (version: string, from: string, to: string) => [
      `Version ${version} answers ${to} of the leads instead of ${from}, within a second.`,
      'Hold time and samples of this step are not waited for.',
    ],
    advancingToApproval: (to: string) => [
      `The next step, ${to} of the leads, waits for the approval of another person. Until then the share stays.`,
    ],
    completing: (version: string, champion: number) => [
      `The rollout completes: version ${version} becomes champion and answers 100 % of the leads. All of sales see its scores.`,
      `Version ${champion} is archived.`,
    ],
    completingTest: 'The rollout completes, and the champion answers every lead again. Nothing is promoted.',
    approve: 'Approve the step',
    approved: 'The step is approved.',
    approving: (version: string, from: string, to: string) => [
      `Version ${version} answers ${to} of the leads instead of ${from}, within a second: those sales people see its scores.`,
      'Guardrails go on watching: a failure returns every lead to the champion.',
    ],
    ownRollout: 'Another person than the one who started it approves.',
    abort: 'Abort',
    abortTitle: 'Abort the rollout',
    aborted: 'The rollout is aborted.',
    aborting: (version: string, share: string, champion: number) => [
      `Version ${champion} answers every lead again, within a second; version ${version} loses its ${share}.`,
      'The rollout ends and cannot be resumed. The version stays in its stage.',
    ],
  },
  ar: {
    pause: 'إيقاف مؤقت',
    paused: 'أُوقفت عملية الطرح مؤقتًا.',
    pausing: (version: string, share: string) => [
      `يبقى الإصدار ${version} يقيّم ${share} من العملاء ولا تزيد حصته.`,
      'يستمر الحكم عليه: أي فشل ينهي عملية الطرح.',
    ],
    resume: 'استئناف',
    resumed: 'استؤنفت عملية الطرح.',
    resuming: (version: string, share: string) => [
      `يبقى الإصدار ${version} يقيّم ${share} من العملاء، وتُستكمل مدة الانتظار من حيث توقفت.`,
      'تتقدم العملية تلقائيًا عند استيفاء الضوابط.',
    ],
    advance: 'تقديم الآن',
    advanced: 'انتقلت عملية الطرح إلى خطوتها التالية.',
    advancing: (version: string, from: string, to: string) => [
      `يقيّم الإصدار ${version} نسبة ${to} من العملاء بدل ${from} خلال ثانية.`,
      'لا تُنتظر مدة هذه الخطوة ولا عدد طلباتها.',
    ],
    advancingToApproval: (to: string) => [
      `الخطوة التالية (${to} من العملاء) تنتظر موافقة شخص آخر، وتبقى الحصة كما هي حتى ذلك الحين.`,
    ],
    completing: (version: string, champion: number) => [
      `تكتمل عملية الطرح: يصبح الإصدار ${version} معتمدًا ويقيّم 100% من العملاء، ويرى فريق المبيعات كله درجاته.`,
      `يُؤرشف الإصدار ${champion}.`,
    ],
    completingTest: 'تكتمل عملية الطرح ويعود النموذج المعتمد لتقييم كل العملاء. لا تُجرى أي ترقية.',
    approve: 'الموافقة على الخطوة',
    approved: 'تمت الموافقة على الخطوة.',
    approving: (version: string, from: string, to: string) => [
      `يقيّم الإصدار ${version} نسبة ${to} من العملاء بدل ${from} خلال ثانية: يرى مندوبو المبيعات المعنيون درجاته.`,
      'تستمر الضوابط في المراقبة: أي فشل يعيد كل العملاء إلى النموذج المعتمد.',
    ],
    ownRollout: 'يوافق عليها شخص غير الذي بدأها.',
    abort: 'إلغاء العملية',
    abortTitle: 'إلغاء عملية الطرح',
    aborted: 'أُلغيت عملية الطرح.',
    aborting: (version: string, share: string, champion: number) => [
      `يعود الإصدار ${champion} لتقييم كل العملاء خلال ثانية، ويفقد الإصدار ${version} حصته البالغة ${share}.`,
      'تنتهي عملية الطرح ولا يمكن استئنافها. يبقى الإصدار في مرحلته.',
    ],
  },
});
