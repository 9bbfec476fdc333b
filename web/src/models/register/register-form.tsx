import { type ReactNode, useState } from 'react';
import { ModelRegisterDocument, type RegistrationStage } from '../../graph/generated/graphql.ts';
import { useChange } from '../../graph/use-graph.ts';
import { useMessages } from '../../language/messages.ts';
import { Button } from '../../ui/button.tsx';
import { useDraft } from '../../ui/draft.ts';
import { SelectField, TextArea } from '../../ui/field.tsx';
import { notify } from '../../ui/notices.tsx';
import { Consequences } from '../shared/consequences.tsx';
import styles from '../shared/models.module.css';
import { Refusal } from '../shared/refusal.tsx';
import { MODEL_WORDS } from '../shared/words.messages.ts';
import { REGISTER_MESSAGES } from './register.messages.ts';
import type { Upload } from './register-panel.tsx';

const STAGES: readonly RegistrationStage[] = ['NONE', 'STAGING'];

/** The registration of files that passed their dry run. */
export function RegisterForm({ upload, onDone }: { readonly upload: Upload; readonly onDone: () => void }): ReactNode {
  const texts = useMessages(REGISTER_MESSAGES);
  const words = useMessages(MODEL_WORDS);
  const { mutateAsync, error, isPending } = useChange(ModelRegisterDocument);
  const [stage, setStage] = useState<RegistrationStage>('NONE');
  const [reason, type, forget] = useDraft('models.register');
  const { artifactBase64, manifest, key } = upload;
  const model = 'model' in manifest && typeof manifest.model === 'string' ? manifest.model : texts.unknownModel;
  const register = (): void => {
    const input = { artifactBase64, manifest, stage, reason: reason.trim() || null, idempotencyKey: key };
    mutateAsync({ input }).then(
      ({ data: { registerModelVersion: registered } }) => {
        if (!registered) return;
        forget();
        notify('done', texts.registered(registered.model, registered.version));
        onDone();
      },
      // the form shows the refusal, by the state of the mutation
      () => undefined,
    );
  };
  return (
    <div className={styles.stack}>
      <Consequences of={texts.registering(model)} />
      <div className={styles.fields}>
        <SelectField
          label={texts.stage}
          value={stage}
          onChange={({ target }) => setStage(target.value as RegistrationStage)}
        >
          {STAGES.map((each) => (
            <option key={each} value={each}>
              {words.stage[each]}
            </option>
          ))}
        </SelectField>
      </div>
      <TextArea label={texts.reason} value={reason} maxLength={1_000} onChange={({ target }) => type(target.value)} />
      <Refusal error={error} />
      <div>
        <Button kind="primary" isBusy={isPending} onClick={register}>
          {texts.register}
        </Button>
      </div>
    </div>
  );
}
