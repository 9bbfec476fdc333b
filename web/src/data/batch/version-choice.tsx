import type { ReactNode } from 'react';
import { useMessages } from '../../language/messages.ts';
import { SelectField } from '../../ui/field.tsx';
import { useModelVersions } from '../../versions/use-model-versions.ts';
import shared from '../shared/data.module.css';
import { BATCH_MESSAGES } from './batch.messages.ts';
import type { JobFormPart } from './job-input.ts';

/** Choice of the model and the version that score. */
export function VersionChoice({ form, onChange }: JobFormPart): ReactNode {
  const texts = useMessages(BATCH_MESSAGES);
  const { models } = useModelVersions();
  // without a name the gateway takes the model that feeds the CRM, and the versions of a named one alone are listed
  const versions = models.find(({ name }) => name === form.model)?.versions ?? [];
  return (
    <>
      <div className={shared.fields}>
        <SelectField
          label={texts.model}
          value={form.model}
          onChange={(event) => onChange({ ...form, model: event.target.value, version: '' })}
        >
          <option value="">{texts.crmModel}</option>
          {models.map(({ name }) => (
            <option key={name}>{name}</option>
          ))}
        </SelectField>
        <SelectField
          label={texts.version}
          value={form.version}
          disabled={!form.model}
          onChange={(event) => onChange({ ...form, version: event.target.value })}
        >
          <option value="">{texts.champion}</option>
          {versions
            .filter(({ stage }) => stage !== 'ARCHIVED')
            .map(({ version }) => (
              <option key={version}>{version}</option>
            ))}
        </SelectField>
      </div>
      {form.version && <p className={shared.note}>{texts.trialNote}</p>}
    </>
  );
}
