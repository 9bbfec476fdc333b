import { defineMessages, plural } from '../../language/messages.ts';

/** Texts of what concerns the person behind a lead. */
export const PERSON_MESSAGES = defineMessages({
  en: {
    title: 'Person and consent',
    consents: 'Consents',
    noConsents: 'No consent is recorded.',
    given: (when: string, version: string) => `given ${when}, text ${version}`,
    withdrawnAt: (when: string) => `withdrawn ${when}`,
    withdraw: 'Withdraw',
    withdrawTitle: (purpose: string) => `Withdraw the consent to ${purpose}`,
    withdrawSays:
      'Every consent of this lead for this purpose that is in force is withdrawn. It stays in the list as withdrawn.',
    withdrawn: (count: number, text: string) =>
      plural('en', count, { one: `${text} consent is withdrawn.`, other: `${text} consents are withdrawn.` }),
    rights: 'Rights of the person',
    export: 'Export everything',
    exportSays: 'Everything that is held about the person, over all parts of the platform, as a JSON file.',
    exported: 'The file is downloaded.',
    truncated: (sections: string) => `Not complete: only the first 10,000 rows of ${sections} are in the file.`,
    erase: 'Erase the person',
    eraseTitle: 'Erase the person',
    eraseGoes:
      'Erased for good, in all versions: name, contact details, company, notes and reasons, of this lead and of those merged with it. The leads get new ids, imports skip the old ones, and open leads are removed. Score records, the audit log and the lake follow within minutes.',
    eraseStays:
      'Kept without identity: features, scores and outcomes, so that scores can be replayed; the erasure itself with its reason; and in the audit log that it happened.',
    eraseNever: 'This cannot be undone.',
    typeId: (id: string) => `To confirm, type the id of the lead: ${id}`,
    wrongId: 'This is not the id of this lead.',
    reasonHint: 'Without personal data: it is kept.',
    erased: 'The person is erased. The lead has a new id.',
  },
  ar: {
    title: 'الشخص والموافقات',
    consents: 'الموافقات',
    noConsents: 'لا توجد موافقات مسجلة.',
    given: (when: string, version: string) => `أُعطيت في ${when}، النص ${version}`,
    withdrawnAt: (when: string) => `سُحبت في ${when}`,
    withdraw: 'سحب',
    withdrawTitle: (purpose: string) => `سحب الموافقة على ${purpose}`,
    withdrawSays: 'تُسحب كل موافقة سارية لهذا العميل على هذا الغرض، وتبقى في القائمة بوصفها مسحوبة.',
    withdrawn: (count: number, text: string) =>
      plural('ar', count, {
        zero: 'لم تُسحب أي موافقة.',
        one: 'سُحبت موافقة واحدة.',
        two: 'سُحبت موافقتان.',
        few: `سُحبت ${text} موافقات.`,
        many: `سُحبت ${text} موافقة.`,
        other: `سُحبت ${text} موافقة.`,
      }),
    rights: 'حقوق الشخص',
    export: 'تصدير كل البيانات',
    exportSays: 'كل ما يُحفظ عن الشخص في جميع أجزاء المنصة، في ملف JSON.',
    exported: 'تم تنزيل الملف.',
    truncated: (sections: string) => `الملف غير كامل: يحوي أول 10,000 صف فقط من ${sections}.`,
    erase: 'محو بيانات الشخص',
    eraseTitle: 'محو بيانات الشخص',
    eraseGoes:
      'يُمحى نهائيًا وفي كل النسخ: الاسم وبيانات الاتصال والشركة والملاحظات والأسباب، من هذا السجل ومن السجلات المدمجة معه. وتحصل السجلات على معرّفات جديدة تتجاوز عمليات الاستيراد القديمة منها، وتُحذف السجلات المفتوحة. وتتبعها سجلات التقييم وسجل التدقيق وبحيرة البيانات خلال دقائق.',
    eraseStays:
      'يبقى بلا هوية: الخصائص والتقييمات والنتائج ليمكن إعادة حساب التقييمات، وعملية المحو نفسها مع سببها، وأثرها في سجل التدقيق.',
    eraseNever: 'لا يمكن التراجع عن هذا الإجراء.',
    typeId: (id: string) => `للتأكيد، اكتب معرّف العميل المحتمل: ${id}`,
    wrongId: 'هذا ليس معرّف هذا العميل.',
    reasonHint: 'دون بيانات شخصية لأنه يُحفظ.',
    erased: 'مُحيت بيانات الشخص، وللسجل معرّف جديد.',
  },
});
