import { defineMessages } from '../../../language/messages.ts';

/** Texts of what people do with alerts. */
export const ACTION_MESSAGES = defineMessages({
  en: {
    names: {
      ACKNOWLEDGE: 'Acknowledge',
      RESOLVE: 'Resolve',
      MUTE: 'Mute',
      UNMUTE: 'End the mute',
      ACKNOWLEDGE_INCIDENT: 'Acknowledge all',
    },
    effects: {
      ACKNOWLEDGE: 'You take care of it: no more reminders, unless the severity rises.',
      RESOLVE: 'The alert ends now. It opens again when its condition is met again.',
      MUTE: 'No notifications are sent for this time. If the alert is still open afterwards, it is notified then.',
      UNMUTE: 'Notifications are sent again from now on.',
      ACKNOWLEDGE_INCIDENT:
        'You take care of every open alert of this incident: no more reminders, unless a severity rises.',
    },
    done: {
      ACKNOWLEDGE: 'Alert acknowledged.',
      RESOLVE: 'Alert resolved.',
      MUTE: 'Alert muted.',
      UNMUTE: 'Mute ended.',
      ACKNOWLEDGE_INCIDENT: 'Incident acknowledged.',
    },
    duration: 'For',
    until: 'Until',
    durations: {
      30: '30 minutes',
      120: '2 hours',
      480: '8 hours',
      1440: '1 day',
      10080: '1 week',
      0: 'Until a time',
    },
    untilNeeded: 'Enter a time in the future.',
  },
  ar: {
    names: {
      ACKNOWLEDGE: 'إقرار بالاستلام',
      RESOLVE: 'حل',
      MUTE: 'كتم',
      UNMUTE: 'إنهاء الكتم',
      ACKNOWLEDGE_INCIDENT: 'إقرار باستلام الكل',
    },
    effects: {
      ACKNOWLEDGE: 'تتولى أنت المعالجة: لا تذكيرات بعد الآن ما لم ترتفع الخطورة.',
      RESOLVE: 'ينتهي التنبيه الآن، ويُفتح مجددًا عند تحقق شرطه من جديد.',
      MUTE: 'لا تُرسل إشعارات خلال هذه المدة. إذا ظل التنبيه مفتوحًا بعدها أُرسل إشعاره حينئذ.',
      UNMUTE: 'تُرسل الإشعارات مجددًا ابتداءً من الآن.',
      ACKNOWLEDGE_INCIDENT:
        'تتولى أنت معالجة كل التنبيهات المفتوحة في هذه الحادثة: لا تذكيرات ما لم ترتفع خطورة أحدها.',
    },
    done: {
      ACKNOWLEDGE: 'تم الإقرار باستلام التنبيه.',
      RESOLVE: 'حُلّ التنبيه.',
      MUTE: 'كُتم التنبيه.',
      UNMUTE: 'انتهى الكتم.',
      ACKNOWLEDGE_INCIDENT: 'تم الإقرار باستلام الحادثة.',
    },
    duration: 'لمدة',
    until: 'حتى',
    durations: {
      30: '30 دقيقة',
      120: 'ساعتين',
      480: '8 ساعات',
      1440: 'يوم',
      10080: 'أسبوع',
      0: 'حتى وقت محدد',
    },
    untilNeeded: 'أدخل وقتًا في المستقبل.',
  },
});
