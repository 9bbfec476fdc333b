import { defineMessages, plural } from '../../language/messages.ts';
import type { BuiltInName } from '../view/built-in-views.ts';

const enLeads = (count: number, text: string): string =>
  `${text} ${plural('en', count, { one: 'lead', other: 'leads' })}`;
const arLeads = (count: number, text: string): string =>
  plural('ar', count, {
    zero: 'لا عملاء',
    one: 'عميل واحد',
    two: 'عميلان',
    few: `${text} عملاء`,
    many: `${text} عميلًا`,
    other: `${text} عميل`,
  });

/** Texts of the queue's page in one language. */
export interface QueueTexts {
  readonly title: string;
  readonly views: string;
  readonly builtIn: Readonly<Record<BuiltInName, string>>;
  readonly leads: (count: number, text: string) => string;
  readonly moreThan: (text: string) => string;
  readonly counting: string;
  readonly moved: (count: number, text: string) => string;
  readonly show: string;
  readonly showing: string;
  readonly movedNotice: string;
  readonly movedKey: string;
  readonly expired: string;
  readonly beginAnew: (rank: string) => string;
  readonly empty: string;
  readonly emptySearch: string;
  readonly emptyMine: (subject: string) => string;
  readonly emptyNext: string;
  readonly clear: string;
  readonly columns: string;
  readonly saveView: string;
  readonly saveHint: string;
  readonly name: string;
  readonly save: string;
  readonly saved: string;
  readonly savedViews: string;
  readonly noRoom: string;
  readonly noName: string;
  readonly copyLink: string;
  readonly copied: string;
  readonly notCopied: string;
  readonly remove: string;
  readonly close: string;
  readonly export: string;
  readonly keys: { readonly show: string; readonly export: string };
}

/** Texts of the queue's page. */
export const QUEUE_MESSAGES = defineMessages<QueueTexts>({
  en: {
    title: 'Queue',
    views: 'Views',
    builtIn: {
      all: 'All open',
      mine: 'My leads',
      hot: 'Hot: grade A',
      never: 'Never contacted',
      rising: 'Rising',
      falling: 'Falling',
      idle: 'A and B, silent for 14 days',
      overridden: 'Overridden',
      unassigned: 'Without an owner',
      unscored: 'Without a score',
    },
    leads: enLeads,
    moreThan: (text) => `more than ${text} leads`,
    counting: 'Counting …',
    moved: (count, text) => `${enLeads(count, text)} moved`,
    show: 'Show',
    showing: 'Loading …',
    movedNotice: 'The order of the leads has changed.',
    movedKey: 'Press n to show it.',
    expired: 'The ranking that you see is no longer kept, so further leads cannot be read by it.',
    beginAnew: (rank) => `Rank anew and go on at place ${rank}`,
    empty: 'No lead meets the conditions of this view.',
    emptySearch: 'No lead of this view has these words.',
    emptyMine: (subject) => `No open lead is assigned to ${subject}.`,
    emptyNext: 'Remove a condition, or begin with all open leads.',
    clear: 'Show all open leads',
    columns: 'Columns',
    saveView: 'Save view',
    saveHint: 'Conditions, order and columns are kept in this browser by this name, the search text is not.',
    name: 'Name of the view',
    save: 'Save and copy the link',
    saved: 'The view is saved, and its link copied.',
    savedViews: 'Saved views',
    noRoom: 'Thirty views are saved already: remove one first.',
    noName: 'Give the view a name.',
    copyLink: 'Copy link',
    copied: 'The link is copied.',
    notCopied: 'The browser did not allow the link to be copied; the address bar has it.',
    remove: 'Remove',
    close: 'Close',
    export: 'Export',
    keys: { show: 'Show the present order', export: 'Export the view' },
  },
  ar: {
    title: 'قائمة العمل',
    views: 'العروض',
    builtIn: {
      all: 'كل المفتوحين',
      mine: 'عملائي',
      hot: 'الأهم: الفئة A',
      never: 'لم يُتواصل معهم',
      rising: 'الصاعدون',
      falling: 'الهابطون',
      idle: 'A وB بلا تواصل منذ 14 يومًا',
      overridden: 'فئات معدَّلة يدويًا',
      unassigned: 'بلا مسؤول',
      unscored: 'بلا تقييم',
    },
    leads: arLeads,
    moreThan: (text) => `أكثر من ${text} عميل`,
    counting: 'جارٍ العدّ …',
    moved: (count, text) =>
      plural('ar', count, {
        zero: 'لم يتغيّر موضع أي عميل',
        one: 'تغيّر موضع عميل واحد',
        two: 'تغيّر موضع عميلين',
        few: `تغيّر موضع ${text} عملاء`,
        many: `تغيّر موضع ${text} عميلًا`,
        other: `تغيّر موضع ${text} عميل`,
      }),
    show: 'عرض',
    showing: 'جارٍ التحميل …',
    movedNotice: 'تغيّر ترتيب العملاء.',
    movedKey: 'اضغط n لعرضه.',
    expired: 'لم يعد الترتيب المعروض محفوظًا، فلا يمكن قراءة المزيد من العملاء به.',
    beginAnew: (rank) => `أعد الترتيب وتابع من الموضع ${rank}`,
    empty: 'لا يوجد عميل يستوفي شروط هذا العرض.',
    emptySearch: 'لا يوجد في هذا العرض عميل يطابق هذه الكلمات.',
    emptyMine: (subject) => `لا يوجد عميل مفتوح مسند إلى ${subject}.`,
    emptyNext: 'أزل أحد الشروط، أو ابدأ بكل العملاء المفتوحين.',
    clear: 'عرض كل العملاء المفتوحين',
    columns: 'الأعمدة',
    saveView: 'حفظ العرض',
    saveHint: 'تُحفظ الشروط والترتيب والأعمدة في هذا المتصفح بهذا الاسم، ولا يُحفظ نص البحث.',
    name: 'اسم العرض',
    save: 'احفظ وانسخ الرابط',
    saved: 'حُفظ العرض ونُسخ رابطه.',
    savedViews: 'العروض المحفوظة',
    noRoom: 'حُفظ ثلاثون عرضًا بالفعل: احذف أحدها أولًا.',
    noName: 'اكتب اسمًا للعرض.',
    copyLink: 'نسخ الرابط',
    copied: 'نُسخ الرابط.',
    notCopied: 'لم يسمح المتصفح بنسخ الرابط؛ تجده في شريط العنوان.',
    remove: 'حذف',
    close: 'إغلاق',
    export: 'تصدير',
    keys: { show: 'عرض الترتيب الحالي', export: 'تصدير العرض' },
  },
});
