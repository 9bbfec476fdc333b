import type { ReactNode } from 'react';
import { useMessages } from '../../../language/messages.ts';
import { CheckField, TextField } from '../../../ui/field.tsx';
import { MONITORING_MESSAGES } from '../../common/monitoring.messages.ts';
import monitoring from '../../common/monitoring.module.css';
import { useAlertWords } from '../words/use-alert-words.ts';
import { CHANNELS, type LevelForm, type RuleFieldsProps } from './rule-form.ts';
import { RULE_MESSAGES } from './rules.messages.ts';

/** Thresholds and channels of each severity of a rule. */
export function LevelFields({ form, faults, onChange }: RuleFieldsProps): ReactNode {
  const used = form.levels.filter(({ isUsed }) => isUsed);
  const change = (level: LevelForm): void =>
    onChange({ ...form, levels: form.levels.map((each) => (each.severity === level.severity ? level : each)) });
  return form.levels.map((level) => (
    <Level
      key={level.severity}
      level={level}
      faultOf={(field) => faults.get(`levels[${used.indexOf(level)}].${field}`)}
      onChange={change}
    />
  ));
}

function Level({
  level,
  faultOf,
  onChange,
}: {
  readonly level: LevelForm;
  readonly faultOf: (field: string) => string | undefined;
  readonly onChange: (level: LevelForm) => void;
}): ReactNode {
  const texts = useMessages(RULE_MESSAGES);
  const { severities } = useMessages(MONITORING_MESSAGES);
  const { words } = useAlertWords();
  const name = texts.uses(severities[level.severity]);
  return (
    <fieldset className={monitoring.fieldset}>
      <legend>
        <CheckField
          label={name}
          checked={level.isUsed}
          onChange={(event) => onChange({ ...level, isUsed: event.target.checked })}
        />
      </legend>
      {level.isUsed && (
        <div className={monitoring.fields}>
          <TextField
            label={texts.enter}
            type="number"
            step="any"
            value={level.enter}
            onChange={(event) => onChange({ ...level, enter: event.target.value })}
            fault={faultOf('enter') ?? faultOf('severity')}
          />
          <TextField
            label={texts.leave}
            type="number"
            step="any"
            value={level.leave}
            onChange={(event) => onChange({ ...level, leave: event.target.value })}
            fault={faultOf('leave')}
          />
          <div className={monitoring.checks}>
            <span className={monitoring.note}>{texts.channels}</span>
            {CHANNELS.map((channel) => (
              <CheckField
                key={channel}
                label={words.receivers[channel]}
                checked={level.channels.includes(channel)}
                onChange={(event) =>
                  onChange({
                    ...level,
                    channels: CHANNELS.filter((each) =>
                      each === channel ? event.target.checked : level.channels.includes(each),
                    ),
                  })
                }
              />
            ))}
          </div>
        </div>
      )}
    </fieldset>
  );
}
