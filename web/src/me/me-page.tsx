import { useFormat } from '../language/format.ts';
import { useMessages } from '../language/messages.ts';
import { useViewer } from '../session/rights.ts';
import { session } from '../session/session.ts';
import { signOut } from '../sign-in/sign-out.ts';
import { useStore } from '../store/store.ts';
import { Button } from '../ui/button.tsx';
import { notify } from '../ui/notices.tsx';
import { PageHead, Panel, Panels } from '../ui/panel.tsx';
import { ME_MESSAGES } from './me.messages.ts';
import styles from './me-page.module.css';
import { Preferences } from './preferences.tsx';

/** The reader's own page: who they are to the gateway, what they may do, language and looks. */
export default function MePage(): React.ReactNode {
  const texts = useMessages(ME_MESSAGES);
  const { subject } = useViewer();
  const leave = (): void => {
    signOut().catch((error: Error) => notify('failed', `${texts.notSignedOut} ${error.message}`));
  };
  return (
    <>
      <PageHead title={texts.title}>
        <Button onClick={leave}>{texts.signOut}</Button>
      </PageHead>
      <Panels>
        <Panel title={texts.account}>
          <dl className={styles.facts}>
            <dt>{texts.subject}</dt>
            <dd>
              <bdi>{subject}</bdi>
            </dd>
            <dt>{texts.expires}</dt>
            <dd>
              <Expiry />
            </dd>
            <dt>{texts.zone}</dt>
            <dd dir="ltr">{Intl.DateTimeFormat().resolvedOptions().timeZone}</dd>
          </dl>
        </Panel>
        <Panel title={texts.preferences}>
          <Preferences />
        </Panel>
        <Panel title={texts.rights}>
          <Rights />
        </Panel>
      </Panels>
    </>
  );
}

function Expiry(): React.ReactNode {
  const texts = useMessages(ME_MESSAGES);
  const format = useFormat();
  const { expiresAt } = useStore(session);
  if (expiresAt === undefined) return texts.unknown;
  return <span data-volatile="">{format.dateTime(expiresAt)}</span>;
}

function Rights(): React.ReactNode {
  const texts = useMessages(ME_MESSAGES);
  const { scopes } = useViewer();
  const all = Object.entries(texts.scopes) as [keyof typeof texts.scopes, string][];
  return (
    <ul className={styles.rights}>
      {all.map(([scope, meaning]) => (
        <li key={scope} data-granted={scopes.has(scope) || undefined}>
          <span aria-hidden="true">{scopes.has(scope) ? '✓' : '–'}</span>
          <span>
            {meaning} <code dir="ltr">{scope}</code>
            <span className="visually-hidden">{scopes.has(scope) ? texts.granted : texts.notGranted}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
