import type { SubmitLeadInput } from '../../../graph/generated/graphql.ts';

/** Fields of a lead that a column can become, in the order of the form. */
export const LEAD_FIELDS = [
  'id',
  'createdAt',
  'name',
  'email',
  'phone',
  'company',
  'companySize',
  'industry',
  'country',
  'nationality',
  'emirate',
  'source',
  'campaign',
  'licenceType',
  'businessActivity',
  'owner',
] as const satisfies readonly (keyof SubmitLeadInput)[];

/** A field of a lead that a column can become. */
export type LeadField = (typeof LEAD_FIELDS)[number];

/** Columns that become fields, by their place in the header, from 0. */
export type Mapping = Readonly<Partial<Record<LeadField, number>>>;

/** Names that columns of exports have, folded by {@link foldName}. */
const NAMES: Readonly<Record<LeadField, readonly string[]>> = {
  id: [
    'id',
    'lead id',
    'crm id',
    'external id',
    'record id',
    'lead number',
    'المعرف',
    'معرف العميل',
    'رقم العميل',
    'الرقم',
  ],
  createdAt: [
    'created',
    'created at',
    'created on',
    'created date',
    'creation date',
    'create date',
    'date',
    'date created',
    'lead date',
    'تاريخ الانشاء',
    'التاريخ',
    'تاريخ التسجيل',
    'تاريخ الاضافه',
  ],
  name: [
    'name',
    'full name',
    'contact',
    'contact name',
    'contact person',
    'lead name',
    'customer name',
    'الاسم',
    'الاسم الكامل',
    'اسم العميل',
    'جهه الاتصال',
    'اسم جهه الاتصال',
  ],
  email: [
    'email',
    'e mail',
    'email address',
    'e mail address',
    'mail',
    'البريد',
    'البريد الالكتروني',
    'الايميل',
    'ايميل',
  ],
  phone: [
    'phone',
    'phone number',
    'mobile',
    'mobile number',
    'mobile phone',
    'telephone',
    'tel',
    'whatsapp',
    'الهاتف',
    'رقم الهاتف',
    'الجوال',
    'رقم الجوال',
    'الموبايل',
    'رقم الموبايل',
    'المتحرك',
    'واتساب',
  ],
  company: [
    'company',
    'company name',
    'organization',
    'organisation',
    'account',
    'account name',
    'business name',
    'الشركه',
    'اسم الشركه',
    'المنشاه',
    'اسم المنشاه',
    'المؤسسه',
  ],
  companySize: [
    'company size',
    'employees',
    'number of employees',
    'no of employees',
    'staff',
    'headcount',
    'حجم الشركه',
    'عدد الموظفين',
    'الموظفون',
  ],
  industry: ['industry', 'sector', 'القطاع', 'المجال', 'الصناعه'],
  country: ['country', 'country code', 'country of residence', 'البلد', 'الدوله', 'بلد الاقامه', 'دوله الاقامه'],
  nationality: ['nationality', 'citizenship', 'الجنسيه'],
  emirate: ['emirate', 'state', 'city', 'الاماره', 'المدينه'],
  source: ['source', 'lead source', 'channel', 'origin', 'المصدر', 'مصدر العميل', 'القناه', 'قناه التسويق'],
  campaign: [
    'campaign',
    'campaign name',
    'utm campaign',
    'marketing campaign',
    'الحمله',
    'اسم الحمله',
    'الحمله التسويقيه',
  ],
  licenceType: [
    'licence type',
    'license type',
    'licence',
    'license',
    'type of licence',
    'type of license',
    'نوع الرخصه',
    'الرخصه',
    'نوع الترخيص',
  ],
  businessActivity: [
    'business activity',
    'activity',
    'purpose',
    'النشاط',
    'نشاط الشركه',
    'النشاط التجاري',
    'وصف النشاط',
  ],
  owner: [
    'owner',
    'lead owner',
    'assigned to',
    'sales rep',
    'sales person',
    'salesperson',
    'account manager',
    'المسؤول',
    'مسؤول المبيعات',
    'الموظف المسؤول',
    'مندوب المبيعات',
  ],
};

/** Guesses by their names which columns become which fields; a column becomes one field at most. */
export function guessMapping(header: readonly string[]): Mapping {
  const folded = header.map(foldName);
  const taken = new Set<number>();
  const guessed: Partial<Record<LeadField, number>> = {};
  for (const field of LEAD_FIELDS) {
    const names = [foldName(field), ...NAMES[field]];
    const column = names.map((name) => folded.indexOf(name)).find((at) => at >= 0 && !taken.has(at));
    if (column === undefined) continue;
    taken.add(column);
    guessed[field] = column;
  }
  return guessed;
}

/** A name for comparison: small letters, words apart by one space, Arabic letters without their variants and signs. */
export function foldName(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .replace(/[\u064b-\u065f\u0670\u0640]/g, '')
    .replace(/[أإآٱ]/g, 'ا')
    .replace(/ة/g, 'ه')
    .replace(/ى/g, 'ي')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
