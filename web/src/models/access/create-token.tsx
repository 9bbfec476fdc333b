import { type ReactNode, useState } from 'react';
import { serverNow } from '../../clock/server-clock.ts';
import { ModelCreateTokenDocument } from '../../graph/generated/graphql.ts';
import { useMessages } from '../../language/messages.ts';
import { useViewer } from '../../session/rights.ts';
import { CheckField, TextField } from '../../ui/field.tsx';
import { ChangeButton } from '../shared/change-button.tsx';
import styles from '../shared/models.module.css';
import { ACCESS_MESSAGES } from './access.messages.ts';
import { ShownToken } from './shown-token.tsx';
import { expiryOf, grantableScopes, type TokenDraft, type TokenFault, tokenFaults } from './token-form.ts';

const FIRST: TokenDraft = { name: '', days: '365', scopes: [] };

/** Creates a token of a machine, and shows it once. */
export function CreateToken(): ReactNode {
  const texts = useMessages(ACCESS_MESSAGES);
  const [draft, setDraft] = useState(FIRST);
  const [token, setToken] = useState<string>();
  const faults = tokenFaults(draft);
  return (
    <>
      <ChangeButton
        label={texts.create}
        kind="primary"
        document={ModelCreateTokenDocument}
        variables={(reason) => ({
          name: draft.name,
          scopes: [...draft.scopes],
          expiresAt: expiryOf(draft.days, serverNow()),
          reason,
        })}
        isFit={faults.size === 0}
        consequences={texts.creating}
        done={texts.createDone}
        draft="models.token"
        onDone={({ createMachineToken }) => {
          setToken(createMachineToken?.token);
          setDraft(FIRST);
        }}
      >
        {({ isAsked }) => <Fields draft={draft} onChange={setDraft} faults={faults} isAsked={isAsked} />}
      </ChangeButton>
      <ShownToken token={token} onClose={() => setToken(undefined)} />
    </>
  );
}

function Fields({
  draft,
  onChange,
  faults,
  isAsked,
}: {
  readonly draft: TokenDraft;
  readonly onChange: (draft: TokenDraft) => void;
  readonly faults: ReadonlySet<TokenFault>;
  readonly isAsked: boolean;
}): ReactNode {
  const texts = useMessages(ACCESS_MESSAGES);
  const { scopes: own } = useViewer();
  const { scopes } = draft;
  return (
    <>
      <div className={styles.fields}>
        <TextField
          label={texts.name}
          hint={texts.nameHint}
          fault={(isAsked || draft.name !== '') && faults.has('NAME') ? texts.nameFault : undefined}
          value={draft.name}
          dir="ltr"
          required
          onChange={({ target }) => onChange({ ...draft, name: target.value })}
        />
        <TextField
          label={texts.days}
          inputMode="numeric"
          fault={faults.has('DAYS') ? texts.daysFault : undefined}
          value={draft.days}
          onChange={({ target }) => onChange({ ...draft, days: target.value })}
        />
      </div>
      <fieldset className={styles.fieldset}>
        <legend>{texts.scopes}</legend>
        <div className={styles.fields}>
          {grantableScopes(own).map((scope) => (
            <CheckField
              key={scope}
              label={scope}
              checked={scopes.includes(scope)}
              onChange={({ target }) =>
                onChange({
                  ...draft,
                  scopes: target.checked ? [...scopes, scope] : scopes.filter((each) => each !== scope),
                })
              }
            />
          ))}
        </div>
        {faults.has('SCOPES') && <p className={isAsked ? styles.refusal : styles.hint}>{texts.scopesFault}</p>}
      </fieldset>
    </>
  );
}
