import type { GraphError } from '../../graph/graph-error.ts';
import { useMessages } from '../../language/messages.ts';
import { CHANGE_MESSAGES } from './change.messages.ts';
import styles from './models.module.css';

/** The gateway's refusal of a change, with its code and message. */
export function Refusal({ error }: { readonly error: GraphError | null | undefined }): React.ReactNode {
  const texts = useMessages(CHANGE_MESSAGES);
  return (
    <div role="alert">
      {error && (
        <p className={styles.refusal}>
          {texts.refused} <code>{error.code}</code> <bdi>{error.message}</bdi>
        </p>
      )}
    </div>
  );
}
