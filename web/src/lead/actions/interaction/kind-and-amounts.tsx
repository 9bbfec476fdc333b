import type { InteractionKind } from '../../../graph/generated/graphql.ts';
import { useMessages } from '../../../language/messages.ts';
import { SelectField, TextField } from '../../../ui/field.tsx';
import { WORDS } from '../../facts/words.messages.ts';
import styles from '../../forms/form.module.css';
import type { FormFaults } from '../../forms/use-form-faults.ts';
import { INTERACTION_MESSAGES } from './interaction.messages.ts';
import { hasDuration, hasPages, type InteractionFields } from './interaction-input.ts';

// those that people record by hand first
const KINDS: readonly InteractionKind[] = [
  'CALL',
  'MEETING',
  'WHATSAPP',
  'EMAIL_SENT',
  'EMAIL_OPENED',
  'EMAIL_CLICKED',
  'QUOTE_SENT',
  'WEBSITE_VISIT',
  'FORM_SUBMITTED',
];

/** Kind of an interaction, with the amounts that interactions of this kind have. */
export function KindAndAmounts({
  fields,
  faults,
  onChange,
}: {
  readonly fields: InteractionFields;
  readonly faults: FormFaults;
  readonly onChange: (fields: InteractionFields) => void;
}): React.ReactNode {
  const texts = useMessages(INTERACTION_MESSAGES);
  const words = useMessages(WORDS);
  const { kind, minutes, pages } = fields;
  return (
    <div className={styles.pair}>
      <SelectField
        label={texts.kind}
        fault={faults.of('kind')}
        value={kind}
        onChange={({ target }) => onChange({ ...fields, kind: target.value as InteractionKind })}
      >
        {KINDS.map((each) => (
          <option key={each} value={each}>
            {words.interactions[each]}
          </option>
        ))}
      </SelectField>
      {hasDuration(kind) && (
        <TextField
          label={texts.minutes}
          hint={kind === 'CALL' ? texts.callHint : undefined}
          fault={faults.of('durationSeconds')}
          type="number"
          min={0}
          step="any"
          value={minutes}
          onChange={({ target }) => onChange({ ...fields, minutes: target.value })}
        />
      )}
      {hasPages(kind) && (
        <TextField
          label={texts.pages}
          fault={faults.of('quantity')}
          type="number"
          min={0}
          value={pages}
          onChange={({ target }) => onChange({ ...fields, pages: target.value })}
        />
      )}
    </div>
  );
}
