import { defineMessages } from '../../language/messages.ts';
import type { Step } from '../steps/next-step.ts';
import type { ColumnName } from '../view/columns.ts';

/** Texts of the table of leads in one language. */
export interface GridTexts {
  readonly label: string;
  readonly hint: string;
  readonly keys: { readonly next: string; readonly previous: string; readonly select: string };
  readonly columns: Readonly<Record<ColumnName, string>>;
  readonly selectAll: string;
  readonly selectLead: (label: string) => string;
  readonly sortBy: (column: string) => string;
  readonly steps: Readonly<Record<Step, string>>;
  readonly due: Readonly<Record<'NOW' | 'SOON' | 'LATER', string>>;
  readonly noScore: string;
  readonly noOwner: string;
  readonly never: string;
  readonly none: string;
  readonly gone: string;
  readonly missing: string;
  readonly loading: string;
  readonly was: (probability: string) => string;
  readonly overridden: (grade: string) => string;
}

/** Texts of the table of leads. */
export const GRID_MESSAGES = defineMessages<GridTexts>({
  en: {
    label: 'Leads',
    hint: 'j and k or the arrow keys move, x selects, Enter opens the lead.',
    keys: { next: 'Next lead', previous: 'Previous lead', select: 'Select the lead' },
    columns: {
      grade: 'Grade',
      points: 'Points',
      probability: 'Probability',
      trend: 'Trend',
      lead: 'Lead',
      stage: 'Stage',
      owner: 'Owner',
      reason: 'Top reason',
      contact: 'Last contact',
      step: 'Next step',
      week: 'Week',
      country: 'Country',
      industry: 'Industry',
      source: 'Source',
      licence: 'Licence',
      created: 'Created',
    },
    selectAll: 'Select the loaded leads',
    selectLead: (label) => `Select ${label}`,
    sortBy: (column) => `Order by ${column}`,
    steps: {
      SCORE: 'Score the lead',
      ASSIGN: 'Assign an owner',
      CALL: 'Call',
      INTRODUCE: 'Send an introduction',
      REPLY: 'Reply',
      FOLLOW_UP: 'Follow up',
      SEND_QUOTE: 'Send the quote',
      CHASE_QUOTE: 'Chase the quote',
      WAIT: 'Wait for an answer',
      NURTURE: 'Leave to campaigns',
      NONE: '–',
    },
    due: { NOW: 'now', SOON: 'soon', LATER: '' },
    noScore: 'No score yet',
    noOwner: 'Nobody',
    never: 'Never',
    none: '–',
    gone: 'No longer in this view',
    missing: 'A lead that was here is no longer in this view.',
    loading: 'Loading',
    was: (probability) => `${probability} before`,
    overridden: (grade) => `Given by a person; the model says ${grade}`,
  },
  ar: {
    label: 'العملاء المحتملون',
    hint: 'انتقل بالمفتاحين j وk أو بالأسهم، وحدّد بالمفتاح x، وافتح العميل بالمفتاح Enter.',
    keys: { next: 'العميل التالي', previous: 'العميل السابق', select: 'تحديد العميل' },
    columns: {
      grade: 'الفئة',
      points: 'النقاط',
      probability: 'الاحتمال',
      trend: 'الاتجاه',
      lead: 'العميل',
      stage: 'المرحلة',
      owner: 'المسؤول',
      reason: 'السبب الأهم',
      contact: 'آخر تواصل',
      step: 'الخطوة التالية',
      week: 'الأسبوع',
      country: 'البلد',
      industry: 'القطاع',
      source: 'المصدر',
      licence: 'الرخصة',
      created: 'تاريخ الإضافة',
    },
    selectAll: 'تحديد العملاء المحمَّلين',
    selectLead: (label) => `تحديد ${label}`,
    sortBy: (column) => `الترتيب حسب ${column}`,
    steps: {
      SCORE: 'تقييم العميل',
      ASSIGN: 'تعيين مسؤول',
      CALL: 'الاتصال',
      INTRODUCE: 'إرسال رسالة تعريفية',
      REPLY: 'الرد',
      FOLLOW_UP: 'المتابعة',
      SEND_QUOTE: 'إرسال عرض السعر',
      CHASE_QUOTE: 'متابعة عرض السعر',
      WAIT: 'انتظار الرد',
      NURTURE: 'تركه للحملات',
      NONE: '–',
    },
    due: { NOW: 'الآن', SOON: 'قريبًا', LATER: '' },
    noScore: 'بلا تقييم بعد',
    noOwner: 'لا أحد',
    never: 'لم يحدث',
    none: '–',
    gone: 'لم يعد ضمن هذا العرض',
    missing: 'عميل كان هنا لم يعد ضمن هذا العرض.',
    loading: 'جارٍ التحميل',
    was: (probability) => `كان ${probability}`,
    overridden: (grade) => `حدّدها أحد الموظفين؛ فئة النموذج ${grade}`,
  },
});
