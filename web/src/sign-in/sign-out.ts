import { endSession, session } from '../session/session.ts';
import { forgetDrafts } from '../ui/draft.ts';
import { forgetReturning } from './returning.ts';
import { readSettings } from './settings.ts';

/** Signs out: token, typed text and answers are forgotten here, and the session ends at the identity provider. */
export async function signOut(): Promise<void> {
  forgetDrafts();
  forgetReturning();
  endSession(session.get().token, 'SIGNED_OUT');
  const { signIn } = await readSettings();
  if (signIn.kind !== 'OIDC') return;
  const { signOutAtProvider } = await import('./open-id.ts');
  await signOutAtProvider(signIn);
}
