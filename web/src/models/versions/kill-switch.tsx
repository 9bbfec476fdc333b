import { type ReactNode, useState } from 'react';
import { ModelRollBackDocument } from '../../graph/generated/graphql.ts';
import { useMessages } from '../../language/messages.ts';
import { useRight } from '../../session/rights.ts';
import { SelectField } from '../../ui/field.tsx';
import { useVersionsOf } from '../../versions/use-model-versions.ts';
import { ChangeButton } from '../shared/change-button.tsx';
import { MODEL_WORDS } from '../shared/words.messages.ts';
import { CHANGES_MESSAGES } from './changes.messages.ts';

/** A model, as far as its roll back needs it. */
export interface Switchable {
  readonly name: string;
  readonly champion?: { readonly version: number } | null;
  readonly rollout?: { readonly id: string } | null;
}

/** The kill switch of a model: the previous champion answers again, and the open rollout ends. */
export function KillSwitch({ of }: { readonly of: Switchable }): ReactNode {
  const texts = useMessages(CHANGES_MESSAGES);
  const words = useMessages(MODEL_WORDS);
  const mayPromote = useRight('models:promote');
  const mayApprove = useRight('models:approve');
  const [toVersion, setToVersion] = useState('');
  const former = useVersionsOf(of.name).filter(({ promotedAt, stage }) => promotedAt && stage !== 'PRODUCTION');
  if (!mayPromote || (former.length === 0 && !of.rollout)) return null;
  return (
    <ChangeButton
      label={texts.killSwitch}
      title={texts.killSwitchTitle}
      kind="danger"
      document={ModelRollBackDocument}
      variables={(reason) => ({ model: of.name, reason, toVersion: toVersion === '' ? null : Number(toVersion) })}
      consequences={texts.killing(of.champion?.version, of.rollout?.id)}
      done={texts.rolledBack}
      draft={`models.kill.${of.name}`}
    >
      {mayApprove && former.length > 0 && (
        <SelectField
          label={texts.toVersion}
          hint={texts.toVersionHint}
          value={toVersion}
          onChange={(event) => setToVersion(event.target.value)}
        >
          <option value="">{texts.previousChampion}</option>
          {former.map(({ version }) => (
            <option key={version} value={version}>
              {words.version(version)}
            </option>
          ))}
        </SelectField>
      )}
    </ChangeButton>
  );
}
