import { type ReactNode, useState } from 'react';
import { type AlertMetric, MonitoringSetRuleDocument } from '../../../graph/generated/graphql.ts';
import { useChange } from '../../../graph/use-graph.ts';
import { useMessages } from '../../../language/messages.ts';
import { useDraft } from '../../../ui/draft.ts';
import { SelectField, TextField } from '../../../ui/field.tsx';
import { notify } from '../../../ui/notices.tsx';
import { ChangeDialog } from '../../common/change-dialog.tsx';
import monitoring from '../../common/monitoring.module.css';
import { ReasonField } from '../../common/reason-field.tsx';
import { METRIC_UNITS } from '../words/metric-unit.ts';
import { useAlertWords } from '../words/use-alert-words.ts';
import { ConditionFields } from './condition-fields.tsx';
import { LevelFields } from './level-fields.tsx';
import { faultsByField, formOf, inputOf, type RuleFieldsProps, type RuleForm, type StoredRule } from './rule-form.ts';
import { RULE_MESSAGES } from './rules.messages.ts';

const INVALID = 'ALERT_RULE_INVALID';

/** Creates a rule or replaces one. @param rule undefined for a new one */
export function RuleDialog({
  rule,
  isOpen,
  onClose,
}: {
  readonly rule: StoredRule | undefined;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}): ReactNode {
  const texts = useMessages(RULE_MESSAGES);
  const [form, setForm] = useState(() => formOf(rule));
  const [reason, setReason, forget] = useDraft(`rule ${rule?.name ?? ''}`);
  const [isAsked, setAsked] = useState(false);
  const set = useChange(MonitoringSetRuleDocument);
  const faults = set.error?.code === INVALID ? faultsByField(set.error.message) : NONE;
  const hasLevel = form.levels.some(({ isUsed }) => isUsed);
  const submit = (): void => {
    setAsked(true);
    if (reason.trim() === '' || !hasLevel) return;
    set.mutate(
      { rule: inputOf(form), reason },
      {
        onSuccess: () => {
          notify('done', texts.saved(form.name));
          forget();
          onClose();
        },
      },
    );
  };
  return (
    <ChangeDialog
      isOpen={isOpen}
      onClose={onClose}
      title={rule ? texts.editRule(rule.name) : texts.create}
      action={texts.save}
      change={set}
      onSubmit={submit}
    >
      <p>{texts.effect}</p>
      <NameFields form={form} faults={faults} onChange={setForm} isNew={rule === undefined} />
      <LevelFields form={form} faults={faults} onChange={setForm} />
      {isAsked && !hasLevel && <p className={monitoring.refusal}>{texts.needsLevel}</p>}
      <ConditionFields form={form} faults={faults} onChange={setForm} />
      <ReasonField reason={reason} onChange={setReason} isAsked={isAsked} />
    </ChangeDialog>
  );
}

const NONE: ReadonlyMap<string, string> = new Map();

function NameFields({ form, faults, onChange, isNew }: RuleFieldsProps & { readonly isNew: boolean }): ReactNode {
  const texts = useMessages(RULE_MESSAGES);
  const { words } = useAlertWords();
  return (
    <div className={monitoring.fields}>
      {isNew && (
        <TextField
          label={texts.name}
          hint={`${texts.nameHint} ${texts.reserved}`}
          value={form.name}
          dir="ltr"
          onChange={(event) => onChange({ ...form, name: event.target.value })}
          fault={faults.get('name')}
        />
      )}
      <SelectField
        label={texts.metric}
        hint={words.units[METRIC_UNITS[form.metric]]}
        value={form.metric}
        onChange={(event) => onChange({ ...form, metric: event.target.value as AlertMetric })}
      >
        {(Object.keys(METRIC_UNITS) as AlertMetric[]).map((metric) => (
          <option key={metric} value={metric}>
            {words.metrics[metric]}
          </option>
        ))}
      </SelectField>
      <SelectField
        label={texts.side}
        value={form.bad}
        onChange={(event) => onChange({ ...form, bad: event.target.value as RuleForm['bad'] })}
      >
        {(['HIGH', 'LOW'] as const).map((side) => (
          <option key={side} value={side}>
            {words.sides[side]}
          </option>
        ))}
      </SelectField>
    </div>
  );
}
