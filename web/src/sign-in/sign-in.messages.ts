import { defineMessages } from '../language/messages.ts';

/** Texts of the sign-in. */
export const SIGN_IN_MESSAGES = defineMessages({
  en: {
    title: 'Sign in',
    token: 'Access token',
    tokenHint: 'Printed by `npm start`, or created by `npm run token`. It stays in the memory of this page only.',
    signIn: 'Sign in',
    noToken: 'This is not an access token: found characters that no token has.',
    signInAtProvider: 'Sign in with your organisation',
    providerFailed: 'The identity provider did not sign you in.',
    useToken: 'Use an access token instead',
    ended: {
      SIGNED_OUT: 'You are signed out.',
      EXPIRED: 'Your token has expired. Sign in again: the page goes on where you were.',
      REFUSED: 'The gateway refused your token.',
    },
  },
  ar: {
    title: 'تسجيل الدخول',
    token: 'رمز الدخول',
    tokenHint: 'يطبعه الأمر ‎`npm start`‎ أو ينشئه ‎`npm run token`‎. يبقى في ذاكرة هذه الصفحة فقط.',
    signIn: 'تسجيل الدخول',
    noToken: 'هذا ليس رمز دخول: يحتوي على أحرف لا ترد في أي رمز.',
    signInAtProvider: 'تسجيل الدخول بحساب مؤسستك',
    providerFailed: 'لم يسجّل مزود الهوية دخولك.',
    useToken: 'استخدم رمز دخول بدلاً من ذلك',
    ended: {
      SIGNED_OUT: 'تم تسجيل خروجك.',
      EXPIRED: 'انتهت صلاحية رمزك. سجّل الدخول مجددًا لتكمل من حيث توقفت.',
      REFUSED: 'رفضت البوابة رمزك.',
    },
  },
});
