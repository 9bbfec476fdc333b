import type { LeadOrder } from '../../graph/generated/graphql.ts';
import { defineMessages, plural } from '../../language/messages.ts';
import type { ListName } from '../view/view.ts';

/** Texts of search, conditions and orders in one language. */
export interface FilterTexts {
  readonly search: string;
  readonly searchHint: string;
  readonly searchCompanies: string;
  readonly searchNeeds: string;
  readonly filters: string;
  readonly filtersOf: (count: number, text: string) => string;
  readonly order: string;
  readonly orders: Readonly<Record<LeadOrder, string>>;
  readonly lists: Readonly<Record<ListName, string>>;
  readonly me: (subject: string) => string;
  readonly nobody: string;
  readonly more: (text: string) => string;
  readonly fewer: string;
  readonly noValues: string;
  readonly sampled: string;
  readonly mostFrequent: (shown: string, all: string) => string;
  readonly score: string;
  readonly minimum: string;
  readonly maximum: string;
  readonly contact: string;
  readonly created: string;
  readonly anyTime: string;
  readonly never: string;
  readonly notWithin: (days: number, text: string) => string;
  readonly within: (days: number, text: string) => string;
  readonly override: string;
  readonly notOverridden: string;
  readonly unscored: string;
  readonly scored: string;
  readonly closed: string;
  readonly clear: string;
  readonly remove: (condition: string) => string;
  readonly conditions: string;
  readonly atLeast: (share: string) => string;
  readonly atMost: (share: string) => string;
  readonly keys: { readonly search: string; readonly filters: string };
}

/** Texts of search, conditions and orders. */
export const FILTER_MESSAGES = defineMessages<FilterTexts>({
  en: {
    search: 'Search leads',
    searchHint: 'Company, name, e-mail or telephone',
    searchCompanies: 'Company',
    searchNeeds: 'A search needs a letter or digit. Until then all leads of the view are listed.',
    filters: 'Filters',
    filtersOf: (_, text) => `Filters (${text})`,
    order: 'Order',
    orders: {
      SCORE_DESC: 'Highest probability',
      SCORE_ASC: 'Lowest probability',
      CHANGE_DESC: 'Rose the most this week',
      CHANGE_ASC: 'Fell the most this week',
      LAST_INTERACTION_DESC: 'Latest contact',
      LAST_INTERACTION_ASC: 'Longest without contact',
      CREATED_AT_DESC: 'Newest',
      CREATED_AT_ASC: 'Oldest',
      UPDATED_AT_DESC: 'Last changed',
      UPDATED_AT_ASC: 'Longest unchanged',
      COMPANY_ASC: 'Company, A to Z',
      COMPANY_DESC: 'Company, Z to A',
    },
    lists: {
      stage: 'Stage',
      grade: 'Grade',
      trend: 'Trend',
      owner: 'Owner',
      industry: 'Industry',
      country: 'Country',
      source: 'Source',
      licence: 'Licence',
    },
    me: (subject) => `Me (${subject})`,
    nobody: 'Nobody',
    more: (text) => `Show ${text} more`,
    fewer: 'Show fewer',
    noValues: 'No lead of this view has a value.',
    sampled: 'Estimated from a sample.',
    mostFrequent: (shown, all) => `The ${shown} most frequent of ${all} values are counted.`,
    score: 'Probability, %',
    minimum: 'From',
    maximum: 'To',
    contact: 'Last contact',
    created: 'Created',
    anyTime: 'Any time',
    never: 'Never contacted',
    notWithin: (days, text) => plural('en', days, { one: `Not within ${text} day`, other: `Not within ${text} days` }),
    within: (days, text) => plural('en', days, { one: `Within ${text} day`, other: `Within ${text} days` }),
    override: 'Grade given by a person',
    notOverridden: 'Grade given by the model',
    unscored: 'Without a score',
    scored: 'With a score',
    closed: 'Closed leads too',
    clear: 'Clear all',
    remove: (condition) => `Remove: ${condition}`,
    conditions: 'Conditions of this view',
    atLeast: (share) => `At least ${share}`,
    atMost: (share) => `At most ${share}`,
    keys: { search: 'Search', filters: 'Filters' },
  },
  ar: {
    search: 'ابحث عن عميل',
    searchHint: 'الشركة أو الاسم أو البريد أو الهاتف',
    searchCompanies: 'الشركة',
    searchNeeds: 'يحتاج البحث إلى حرف أو رقم. حتى ذلك الحين يُعرض كل عملاء هذا العرض.',
    filters: 'عوامل التصفية',
    filtersOf: (_, text) => `عوامل التصفية (${text})`,
    order: 'الترتيب',
    orders: {
      SCORE_DESC: 'الأعلى احتمالًا',
      SCORE_ASC: 'الأقل احتمالًا',
      CHANGE_DESC: 'الأكثر صعودًا هذا الأسبوع',
      CHANGE_ASC: 'الأكثر هبوطًا هذا الأسبوع',
      LAST_INTERACTION_DESC: 'الأحدث تواصلًا',
      LAST_INTERACTION_ASC: 'الأطول دون تواصل',
      CREATED_AT_DESC: 'الأحدث',
      CREATED_AT_ASC: 'الأقدم',
      UPDATED_AT_DESC: 'آخر ما تغيّر',
      UPDATED_AT_ASC: 'الأطول دون تغيير',
      COMPANY_ASC: 'الشركة تصاعديًا',
      COMPANY_DESC: 'الشركة تنازليًا',
    },
    lists: {
      stage: 'المرحلة',
      grade: 'الفئة',
      trend: 'الاتجاه',
      owner: 'المسؤول',
      industry: 'القطاع',
      country: 'البلد',
      source: 'المصدر',
      licence: 'الرخصة',
    },
    me: (subject) => `أنا (${subject})`,
    nobody: 'بلا مسؤول',
    more: (text) => `عرض ${text} أخرى`,
    fewer: 'عرض أقل',
    noValues: 'لا قيمة لدى أي عميل في هذا العرض.',
    sampled: 'تقدير من عيّنة.',
    mostFrequent: (shown, all) => `تُحسب القيم الأكثر تكرارًا: ${shown} من ${all}.`,
    score: 'الاحتمال، ٪',
    minimum: 'من',
    maximum: 'إلى',
    contact: 'آخر تواصل',
    created: 'تاريخ الإضافة',
    anyTime: 'أي وقت',
    never: 'لم يُتواصل معهم قط',
    notWithin: (days, text) =>
      plural('ar', days, {
        one: 'ليس خلال يوم',
        two: 'ليس خلال يومين',
        few: `ليس خلال ${text} أيام`,
        many: `ليس خلال ${text} يومًا`,
        other: `ليس خلال ${text} يوم`,
      }),
    within: (days, text) =>
      plural('ar', days, {
        one: 'خلال يوم',
        two: 'خلال يومين',
        few: `خلال ${text} أيام`,
        many: `خلال ${text} يومًا`,
        other: `خلال ${text} يوم`,
      }),
    override: 'فئة حدّدها أحد الموظفين',
    notOverridden: 'فئة حدّدها النموذج',
    unscored: 'بلا تقييم',
    scored: 'مع تقييم',
    closed: 'مع العملاء المغلقين',
    clear: 'مسح الكل',
    remove: (condition) => `إزالة: ${condition}`,
    conditions: 'شروط هذا العرض',
    atLeast: (share) => `${share} على الأقل`,
    atMost: (share) => `${share} على الأكثر`,
    keys: { search: 'البحث', filters: 'عوامل التصفية' },
  },
});
