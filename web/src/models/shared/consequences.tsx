import { useMessages } from '../../language/messages.ts';
import { CHANGE_MESSAGES } from './change.messages.ts';
import styles from './models.module.css';

/** Consequences of a change, said before it is made. */
export function Consequences({ of }: { readonly of: readonly string[] }): React.ReactNode {
  const texts = useMessages(CHANGE_MESSAGES);
  if (of.length === 0) return null;
  return (
    <div className={styles.consequences}>
      <h3>{texts.whatChanges}</h3>
      <ul>
        {of.map((text) => (
          <li key={text}>
            <bdi>{text}</bdi>
          </li>
        ))}
      </ul>
    </div>
  );
}
