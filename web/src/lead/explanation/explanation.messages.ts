import type { BackgroundSource, ExplanationMethod } from '../../graph/generated/graphql.ts';
import { defineMessages, plural } from '../../language/messages.ts';

interface ExplanationTexts {
  readonly title: string;
  readonly none: string;
  readonly unavailable: string;
  readonly base: string;
  readonly result: string;
  readonly rest: (count: number, text: string) => string;
  readonly restExact: string;
  readonly all: string;
  readonly fewer: string;
  readonly unit: string;
  readonly units: { readonly logOdds: string; readonly probability: string };
  readonly unitHint: { readonly logOdds: string; readonly probability: string };
  readonly points: (text: string) => string;
  readonly methods: Readonly<Record<ExplanationMethod, string>>;
  readonly background: Readonly<Record<BackgroundSource, (rows: string) => string>>;
  readonly uncertain: (error: string) => string;
  readonly raises: string;
  readonly lowers: string;
  readonly sentence: (name: string, value: string, direction: string) => string;
  readonly observed: (converted: string, leads: string) => string;
  readonly changeTitle: string;
  readonly first: string;
  readonly previous: (when: string, version: string) => string;
  readonly changed: (from: string, to: string) => string;
}

/** Texts of the explanation of a score. */
export const EXPLANATION_MESSAGES = defineMessages<ExplanationTexts>({
  en: {
    title: 'Why this score',
    none: 'This lead has no score yet. “Score now” computes one.',
    unavailable: 'The score cannot be explained now.',
    base: 'Base: nothing known',
    result: 'This lead',
    rest: (count, text) => plural('en', count, { one: `${text} other feature`, other: `${text} other features` }),
    restExact: 'Rounding',
    all: 'Show all features',
    fewer: 'Show the strongest only',
    unit: 'Unit',
    units: { logOdds: 'Log-odds', probability: 'Percentage points' },
    unitHint: {
      logOdds: 'Log-odds, ln(p / (1 − p)): the bars add up whatever their order. 0.69 is twice the odds.',
      probability: 'Percentage points of the probability: each bar is what its feature adds after those above it.',
    },
    points: (text) => `${text} pp`,
    methods: {
      LINEAR: 'Exact Shapley values of a linear model',
      TREES: 'Exact Shapley values of an ensemble of trees',
      PERMUTATION: 'Sampled Shapley values',
    },
    background: {
      REFERENCE_WINDOW: (rows) => `against ${rows} leads that the model version was registered with.`,
      RECORDED_SCORES: (rows) => `against the newest ${rows} recorded scores.`,
    },
    uncertain: (error) => `± ${error}`,
    raises: 'raises the score',
    lowers: 'lowers the score',
    sentence: (name, value, direction) => `${name}: ${value} – ${direction}`,
    observed: (converted, leads) => `${converted} of ${leads} similar leads converted`,
    changeTitle: 'Changed since the previous score',
    first: 'This is the first score of the lead: there is nothing to compare it with.',
    previous: (when, version) => `Previous score: ${when}, version ${version}`,
    changed: (from, to) => `${from} before, ${to} now`,
  },
  ar: {
    title: 'أسباب هذا التقييم',
    none: 'لم يُقيَّم هذا العميل المحتمل بعد. يحسب «قيّم الآن» تقييمه.',
    unavailable: 'يتعذّر تفسير التقييم الآن.',
    base: 'نقطة البداية: دون أي معلومات',
    result: 'هذا العميل',
    rest: (count, text) =>
      plural('ar', count, {
        one: 'خاصية أخرى',
        two: 'خاصيتان أخريان',
        few: `${text} خصائص أخرى`,
        many: `${text} خاصية أخرى`,
        other: `${text} خاصية أخرى`,
      }),
    restExact: 'تقريب',
    all: 'عرض كل الخصائص',
    fewer: 'عرض أقواها فقط',
    unit: 'الوحدة',
    units: { logOdds: 'لوغاريتم الأرجحية', probability: 'نقاط مئوية' },
    unitHint: {
      logOdds: 'لوغاريتم الأرجحية ‎ln(p / (1 − p))‎: مجموع الأعمدة ثابت مهما كان ترتيبها. القيمة 0.69 تعني ضِعف الأرجحية.',
      probability: 'نقاط مئوية من الاحتمال: كل عمود هو ما تضيفه خاصيته بعد الأعمدة التي فوقها.',
    },
    points: (text) => `${text} نقطة مئوية`,
    methods: {
      LINEAR: 'قيم شابلي دقيقة لنموذج خطي',
      TREES: 'قيم شابلي دقيقة لمجموعة أشجار قرار',
      PERMUTATION: 'قيم شابلي بالمعاينة',
    },
    background: {
      REFERENCE_WINDOW: (rows) => `بالمقارنة مع ${rows} من العملاء الذين سُجّل بهم إصدار النموذج.`,
      RECORDED_SCORES: (rows) => `بالمقارنة مع أحدث ${rows} من التقييمات المسجلة.`,
    },
    uncertain: (error) => `± ${error}`,
    raises: 'يرفع التقييم',
    lowers: 'يخفض التقييم',
    sentence: (name, value, direction) => `${name}: ${value} – ${direction}`,
    observed: (converted, leads) => `تحوّل ${converted} من ${leads} من العملاء المشابهين`,
    changeTitle: 'ما تغيّر منذ التقييم السابق',
    first: 'هذا أول تقييم للعميل المحتمل، فلا شيء يُقارَن به.',
    previous: (when, version) => `التقييم السابق: ${when}، الإصدار ${version}`,
    changed: (from, to) => `كان ${from} وصار ${to}`,
  },
});
