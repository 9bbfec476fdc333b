import type { ReactNode } from 'react';
import { useMessages } from '../../../language/messages.ts';
import { SelectField, TextField } from '../../../ui/field.tsx';
import monitoring from '../../common/monitoring.module.css';
import { useAlertWords } from '../words/use-alert-words.ts';
import type { RuleFieldsProps, RuleForm } from './rule-form.ts';
import { RULE_MESSAGES } from './rules.messages.ts';

const BEFORE_NO_DATA = [
  ['breaches', 'breaches'],
  ['of', 'window'],
  ['clear', 'clear'],
  ['clearSeconds', 'clearSeconds'],
] as const;
const AFTER_NO_DATA = [
  ['noDataSeconds', 'noDataSeconds'],
  ['remindAfterHours', 'remind'],
] as const;
const SCOPE = ['model', 'feature', 'slice'] as const;

/** When a rule opens and resolves its alerts, and what it applies to. */
export function ConditionFields({ form, faults, onChange }: RuleFieldsProps): ReactNode {
  const texts = useMessages(RULE_MESSAGES);
  const { words } = useAlertWords();
  const numbers = (fields: readonly (typeof BEFORE_NO_DATA | typeof AFTER_NO_DATA)[number][]): ReactNode =>
    fields.map(([field, text]) => (
      <TextField
        key={field}
        label={texts[text]}
        type="number"
        step="any"
        value={form[field]}
        onChange={(event) => onChange({ ...form, [field]: event.target.value })}
        fault={faults.get(field)}
      />
    ));
  return (
    <>
      <div className={monitoring.fields}>
        {numbers(BEFORE_NO_DATA)}
        <SelectField
          label={texts.noData}
          value={form.noData}
          onChange={(event) => onChange({ ...form, noData: event.target.value as RuleForm['noData'] })}
        >
          {(['KEEP', 'RESOLVE', 'ALERT'] as const).map((action) => (
            <option key={action} value={action}>
              {words.noData[action]}
            </option>
          ))}
        </SelectField>
        {numbers(AFTER_NO_DATA)}
      </div>
      <div className={monitoring.fields}>
        {SCOPE.map((field) => (
          <TextField
            key={field}
            label={texts[field]}
            hint={texts.anyHint}
            value={form[field]}
            onChange={(event) => onChange({ ...form, [field]: event.target.value })}
            fault={faults.get(`scope.${field}`)}
          />
        ))}
      </div>
    </>
  );
}
