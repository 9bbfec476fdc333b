import { useId } from 'react';
import type { LeadStage } from '../../../graph/generated/graphql.ts';
import { useMessages } from '../../../language/messages.ts';
import { useLeadWords } from '../../../queue/words/use-lead-words.ts';
import { useRight } from '../../../session/rights.ts';
import { SelectField, TextArea, TextField } from '../../../ui/field.tsx';
import type { ShownLead } from '../../facts/shown-lead.ts';
import { WORDS } from '../../facts/words.messages.ts';
import styles from '../../forms/form.module.css';
import type { FormFaults } from '../../forms/use-form-faults.ts';
import { useVocabulary } from '../../vocabulary/use-vocabulary.ts';
import { EDIT_FIELDS, type EditField, PERSONAL_FIELDS } from './lead-edit.ts';
import type { Edit } from './use-edit.ts';

const OPEN_STAGES: readonly LeadStage[] = ['NEW', 'CONTACTED', 'QUALIFIED', 'PROPOSAL'];
const TYPES: Partial<Record<EditField, string>> = { email: 'email', phone: 'tel', companySize: 'number' };

/** The fields of the form that changes a lead; values that other leads have are offered. */
export function EditFields({
  lead,
  edit,
  faults,
}: {
  readonly lead: ShownLead;
  readonly edit: Edit;
  readonly faults: FormFaults;
}): React.ReactNode {
  const words = useMessages(WORDS);
  const leadWords = useLeadWords();
  const pii = useRight('leads:pii');
  const isOpen = OPEN_STAGES.includes(lead.stage);
  const shown = EDIT_FIELDS.filter(
    (field) => (pii || !PERSONAL_FIELDS.has(field)) && field !== 'businessActivity' && (isOpen || field !== 'stage'),
  );
  return (
    <>
      <div className={styles.pair}>
        {shown.map((field) =>
          field === 'stage' ? (
            <SelectField
              key={field}
              label={words.fields.stage}
              fault={faults.of('stage')}
              value={edit.values.stage}
              onChange={({ target }) => edit.type('stage', target.value)}
            >
              {OPEN_STAGES.map((stage) => (
                <option key={stage} value={stage}>
                  {leadWords.stage(stage)}
                </option>
              ))}
            </SelectField>
          ) : (
            <WordField key={field} field={field} edit={edit} faults={faults} />
          ),
        )}
      </div>
      <TextArea
        label={words.fields.businessActivity}
        fault={faults.of('businessActivity')}
        maxLength={500}
        value={edit.values.businessActivity}
        onChange={({ target }) => edit.type('businessActivity', target.value)}
      />
    </>
  );
}

function WordField({
  field,
  edit,
  faults,
}: {
  readonly field: EditField;
  readonly edit: Edit;
  readonly faults: FormFaults;
}): React.ReactNode {
  const words = useMessages(WORDS);
  const known = useVocabulary(field);
  const listId = useId();
  return (
    <>
      <TextField
        label={words.fields[field]}
        fault={faults.of(field)}
        type={TYPES[field] ?? 'text'}
        list={known.length > 0 ? listId : undefined}
        autoComplete="off"
        value={edit.values[field]}
        onChange={({ target }) => edit.type(field, target.value)}
      />
      {known.length > 0 && (
        <datalist id={listId}>
          {known.map((value) => (
            <option key={value} value={value} />
          ))}
        </datalist>
      )}
    </>
  );
}
