import type { ReactNode } from 'react';
import { GraphError, PAGE_CODES } from '../graph/graph-error.ts';
import { useMessages } from '../language/messages.ts';
import { Button } from './button.tsx';
import { STATE_MESSAGES } from './states.messages.ts';
import styles from './states.module.css';

/** Nothing to show, said in the words of the page, with what to do next. */
export function Empty({ children }: { readonly children: ReactNode }): ReactNode {
  return <div className={styles.state}>{children}</div>;
}

/** A fault in place of the content. */
export function Failure({ error, onRetry }: { readonly error: Error; readonly onRetry?: () => void }): ReactNode {
  const texts = useMessages(STATE_MESSAGES);
  const code = error instanceof GraphError ? error.code : undefined;
  return (
    <div className={styles.state} role="alert">
      <p>{code === PAGE_CODES.unreachable ? texts.unreachable : texts.failed}</p>
      <p className={styles.detail}>
        {code && code !== PAGE_CODES.unreachable && (
          <>
            {texts.code} <code>{code}</code>:{' '}
          </>
        )}
        <bdi>{error.message}</bdi>
      </p>
      {onRetry && <Button onClick={onRetry}>{texts.retry}</Button>}
    </div>
  );
}

/** A page or a part that the reader's token does not open. */
export function NoRight({ scope }: { readonly scope: string }): ReactNode {
  return <Empty>{useMessages(STATE_MESSAGES).noRight(scope)}</Empty>;
}
