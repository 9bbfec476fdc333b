import { useEffect, useRef, useState } from 'react';
import { useMessages } from '../language/messages.ts';
import { session } from '../session/session.ts';
import { Button } from '../ui/button.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import type { OpenIdSettings } from './open-id.ts';
import { SIGN_IN_MESSAGES } from './sign-in.messages.ts';
import styles from './sign-in.module.css';
import { TokenForm } from './token-form.tsx';

/**
 * Signs in at the identity provider. After a reload the provider is asked first without a question to the reader; what it
 * sends back to the callback's address is exchanged for a session. Its library is loaded here, not with the page.
 */
export function ProviderSignIn({ settings }: { readonly settings: OpenIdSettings }): React.ReactNode {
  const texts = useMessages(SIGN_IN_MESSAGES);
  const { isBusy, error, start } = useProvider(settings);
  if (isBusy) return <Skeleton />;
  return (
    <>
      {error && (
        <p role="alert" className={styles.fault}>
          {texts.providerFailed} <bdi>{error.message}</bdi>
        </p>
      )}
      <Button kind="primary" onClick={start}>
        {texts.signInAtProvider}
      </Button>
      <details>
        <summary>{texts.useToken}</summary>
        <TokenForm />
      </details>
    </>
  );
}

function useProvider(settings: OpenIdSettings): { isBusy: boolean; error: Error | undefined; start: () => void } {
  const [isBusy, setBusy] = useState(true);
  const [error, setError] = useState<Error>();
  // development renders effects twice, and a code can be exchanged once
  const hasBegun = useRef(false);
  useEffect(() => {
    if (hasBegun.current) return;
    hasBegun.current = true;
    resume(settings)
      .catch(setError)
      .finally(() => setBusy(false));
  }, [settings]);
  const start = async (): Promise<void> => {
    setBusy(true);
    try {
      const { startSignIn } = await import('./open-id.ts');
      await startSignIn(settings, false);
    } catch (cause) {
      setError(cause as Error);
      setBusy(false);
    }
  };
  return { isBusy, error, start: () => void start() };
}

async function resume(settings: OpenIdSettings): Promise<void> {
  const { completeSignIn, forgetGrant, isCallback, isReturning, startSignIn } = await import('./open-id.ts');
  if (isCallback()) {
    const wasReturning = isReturning();
    try {
      await completeSignIn(settings);
    } catch (error) {
      forgetGrant();
      // the silent question was refused, so that the reader is asked openly
      if (!wasReturning) throw error;
    }
  } else if (isReturning() && session.get().ended === undefined) await startSignIn(settings, true);
}
