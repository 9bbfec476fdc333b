import type {
  ContactKind,
  CrmDeliveryState,
  InteractionKind,
  LeadChangeKind,
  Origin,
  OutcomeResult,
  ScoreCause,
  ScoreOverrideEnd,
} from '../../graph/generated/graphql.ts';
import { defineMessages } from '../../language/messages.ts';

interface Words {
  readonly causes: Readonly<Record<ScoreCause, string>>;
  readonly overrideEnds: Readonly<Record<ScoreOverrideEnd, string>>;
  readonly deliveries: Readonly<Record<CrmDeliveryState, string>>;
  readonly interactions: Readonly<Record<InteractionKind, string>>;
  readonly outcomes: Readonly<Record<OutcomeResult, string>>;
  readonly contacts: Readonly<Record<ContactKind, string>>;
  readonly origins: Readonly<Record<Origin, string>>;
  readonly changes: Readonly<Record<LeadChangeKind, string>>;
  readonly fields: Readonly<Record<FieldName, string>>;
  /** an emirate by its code; others are shown as they are */
  readonly emirates: Readonly<Record<string, string>>;
  readonly unknown: string;
}

/** A field of a lead that the page names. */
export type FieldName =
  | 'stage'
  | 'owner'
  | 'name'
  | 'email'
  | 'phone'
  | 'company'
  | 'companySize'
  | 'industry'
  | 'country'
  | 'nationality'
  | 'emirate'
  | 'source'
  | 'campaign'
  | 'licenceType'
  | 'businessActivity';

/** Words of the graph's enumerations and fields. */
export const WORDS = defineMessages<Words>({
  en: {
    causes: {
      REQUESTED: 'asked for',
      LEAD_CHANGED: 'the lead changed',
      SWEEP: 'the score was old',
      BATCH: 'batch job',
      BACKTEST: 'backtest',
    },
    overrideEnds: { EXPIRED: 'Expired', ENDED: 'Ended', REPLACED: 'Replaced', CLOSED: 'Lead closed' },
    deliveries: { PENDING: 'On its way', DELIVERED: 'Delivered', FAILED: 'Failed', SUPERSEDED: 'Superseded' },
    interactions: {
      WEBSITE_VISIT: 'Website visit',
      FORM_SUBMITTED: 'Web form submitted',
      EMAIL_SENT: 'E-mail sent',
      EMAIL_OPENED: 'E-mail opened',
      EMAIL_CLICKED: 'Link in an e-mail clicked',
      CALL: 'Call',
      MEETING: 'Meeting',
      WHATSAPP: 'WhatsApp message',
      QUOTE_SENT: 'Quote sent',
    },
    outcomes: { CONVERTED: 'Converted', LOST: 'Lost' },
    contacts: { EMAIL: 'Same e-mail address', PHONE: 'Same telephone number' },
    origins: {
      FORM: 'Web form',
      API: 'API',
      IMPORT: 'Imported file',
      CRM: 'CRM',
      DEMO: 'Demo data',
      UNKNOWN: 'Unknown channel',
    },
    changes: {
      SUBMITTED: 'The lead was stored.',
      UPDATED: 'Fields of the lead were changed.',
      INTERACTIONS_RECORDED: 'Interactions were recorded.',
      OUTCOME_RECORDED: 'The outcome was recorded.',
      SCORE_OVERRIDDEN: 'The grade was overridden.',
      SCORE_OVERRIDE_ENDED: 'The override of the grade ended.',
      MERGED: 'The lead was merged.',
      MERGE_UNDONE: 'A merge of the lead was undone.',
      ERASED: 'The person was erased.',
    },
    fields: {
      stage: 'Stage',
      owner: 'Assignee',
      name: 'Contact',
      email: 'E-mail address',
      phone: 'Telephone',
      company: 'Company',
      companySize: 'Employees',
      industry: 'Industry',
      country: 'Country',
      nationality: 'Nationality',
      emirate: 'Emirate',
      source: 'Source',
      campaign: 'Campaign',
      licenceType: 'Licence',
      businessActivity: 'Business activity',
    },
    emirates: {
      ABU_DHABI: 'Abu Dhabi',
      AJMAN: 'Ajman',
      DUBAI: 'Dubai',
      FUJAIRAH: 'Fujairah',
      RAS_AL_KHAIMAH: 'Ras Al Khaimah',
      SHARJAH: 'Sharjah',
      UMM_AL_QUWAIN: 'Umm Al Quwain',
    },
    unknown: 'unknown',
  },
  ar: {
    causes: {
      REQUESTED: 'بناءً على طلب',
      LEAD_CHANGED: 'تغيّرت بيانات العميل',
      SWEEP: 'كان التقييم قديمًا',
      BATCH: 'مهمة مجمّعة',
      BACKTEST: 'اختبار رجعي',
    },
    overrideEnds: { EXPIRED: 'انتهت مدته', ENDED: 'أُنهي', REPLACED: 'استُبدل', CLOSED: 'أُغلق العميل' },
    deliveries: { PENDING: 'قيد الإرسال', DELIVERED: 'وصل', FAILED: 'تعذّر الإرسال', SUPERSEDED: 'حلّ محله أحدث منه' },
    interactions: {
      WEBSITE_VISIT: 'زيارة للموقع',
      FORM_SUBMITTED: 'إرسال نموذج من الموقع',
      EMAIL_SENT: 'إرسال بريد إلكتروني',
      EMAIL_OPENED: 'فتح بريد إلكتروني',
      EMAIL_CLICKED: 'نقر رابط في بريد إلكتروني',
      CALL: 'مكالمة',
      MEETING: 'اجتماع',
      WHATSAPP: 'رسالة واتساب',
      QUOTE_SENT: 'إرسال عرض سعر',
    },
    outcomes: { CONVERTED: 'تم التحويل', LOST: 'خسارة' },
    contacts: { EMAIL: 'البريد الإلكتروني نفسه', PHONE: 'رقم الهاتف نفسه' },
    origins: {
      FORM: 'نموذج من الموقع',
      API: 'واجهة برمجية',
      IMPORT: 'ملف مستورد',
      CRM: 'نظام إدارة العملاء',
      DEMO: 'بيانات تجريبية',
      UNKNOWN: 'قناة غير معروفة',
    },
    changes: {
      SUBMITTED: 'حُفظ العميل المحتمل.',
      UPDATED: 'تغيّرت بيانات العميل المحتمل.',
      INTERACTIONS_RECORDED: 'سُجّلت تفاعلات.',
      OUTCOME_RECORDED: 'سُجّلت النتيجة.',
      SCORE_OVERRIDDEN: 'عُدّلت الفئة يدويًا.',
      SCORE_OVERRIDE_ENDED: 'انتهى التعديل اليدوي للفئة.',
      MERGED: 'دُمج العميل المحتمل.',
      MERGE_UNDONE: 'تراجع أحدهم عن دمج العميل المحتمل.',
      ERASED: 'مُحيت بيانات الشخص.',
    },
    fields: {
      stage: 'المرحلة',
      owner: 'المسؤول',
      name: 'جهة الاتصال',
      email: 'البريد الإلكتروني',
      phone: 'الهاتف',
      company: 'الشركة',
      companySize: 'عدد الموظفين',
      industry: 'القطاع',
      country: 'البلد',
      nationality: 'الجنسية',
      emirate: 'الإمارة',
      source: 'المصدر',
      campaign: 'الحملة',
      licenceType: 'نوع الرخصة',
      businessActivity: 'النشاط التجاري',
    },
    emirates: {
      ABU_DHABI: 'أبوظبي',
      AJMAN: 'عجمان',
      DUBAI: 'دبي',
      FUJAIRAH: 'الفجيرة',
      RAS_AL_KHAIMAH: 'رأس الخيمة',
      SHARJAH: 'الشارقة',
      UMM_AL_QUWAIN: 'أم القيوين',
    },
    unknown: 'غير معروف',
  },
});
