import type { ReactNode } from 'react';
import type { RolloutStrategy } from '../../../graph/generated/graphql.ts';
import { useFormat } from '../../../language/format.ts';
import { useMessages } from '../../../language/messages.ts';
import { Button } from '../../../ui/button.tsx';
import { CheckField, TextField } from '../../../ui/field.tsx';
import { Disclosure } from '../../shared/disclosure.tsx';
import styles from '../../shared/models.module.css';
import { type DraftStep, draftSteps, type StepFault, stepFaults } from './rollout-plan.ts';
import { START_MESSAGES } from './start.messages.ts';
import own from './start.module.css';

const MOST_STEPS = 10;

/** Steps of a rollout; the gateway's defaults until they are changed. */
export function StepEditor({
  strategy,
  steps,
  onChange,
}: {
  readonly strategy: RolloutStrategy;
  readonly steps: readonly DraftStep[] | undefined;
  readonly onChange: (steps: readonly DraftStep[] | undefined) => void;
}): ReactNode {
  const texts = useMessages(START_MESSAGES);
  const shown = steps ?? draftSteps(strategy);
  const faults = stepFaults(strategy, shown);
  const last = shown.at(-1);
  return (
    <Disclosure
      hasFault={faults.some((fault) => fault !== undefined)}
      summary={`${texts.steps}: ${shown.map(({ share }) => `${share} %`).join(' → ')} (${steps ? texts.changed : texts.defaults})`}
    >
      <div className={own.editor}>
        {shown.map((step, index) => (
          <Step
            // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place
            key={index}
            index={index}
            step={step}
            fault={faults[index]}
            onChange={(part) => onChange(shown.map((each, at) => (at === index ? { ...each, ...part } : each)))}
            onRemove={shown.length > 1 ? () => onChange(shown.filter((_, at) => at !== index)) : undefined}
          />
        ))}
        <div className={styles.row}>
          {strategy === 'CANARY' && shown.length < MOST_STEPS && last && (
            <Button onClick={() => onChange([...shown, { ...last, share: '' }])}>{texts.add}</Button>
          )}
          {steps && (
            <Button kind="quiet" onClick={() => onChange(undefined)}>
              {texts.restore}
            </Button>
          )}
        </div>
      </div>
    </Disclosure>
  );
}

function Step({
  index,
  step,
  fault,
  onChange,
  onRemove,
}: {
  readonly index: number;
  readonly step: DraftStep;
  readonly fault: StepFault | undefined;
  readonly onChange: (part: Partial<DraftStep>) => void;
  readonly onRemove: (() => void) | undefined;
}): ReactNode {
  const texts = useMessages(START_MESSAGES);
  const number = useFormat().number(index + 1);
  const textOf = (...of: readonly StepFault[]): string | undefined =>
    fault && of.includes(fault) ? texts.fault[fault] : undefined;
  return (
    <fieldset className={styles.fieldset}>
      <legend>{texts.step(number)}</legend>
      <div className={own.line}>
        <TextField
          label={texts.share}
          inputMode="decimal"
          value={step.share}
          fault={textOf('SHARE', 'GROWS', 'ENDS_AT_ALL', 'LEAVES_CHAMPION')}
          onChange={({ target }) => onChange({ share: target.value })}
        />
        <TextField
          label={texts.hold}
          inputMode="decimal"
          value={step.holdHours}
          fault={textOf('HOLD')}
          onChange={({ target }) => onChange({ holdHours: target.value })}
        />
        <TextField
          label={texts.samples}
          inputMode="numeric"
          value={step.samples}
          fault={textOf('SAMPLES')}
          onChange={({ target }) => onChange({ samples: target.value })}
        />
        <CheckField
          label={texts.approval}
          checked={step.needsApproval || step.share === '100'}
          disabled={step.share === '100'}
          onChange={({ target }) => onChange({ needsApproval: target.checked })}
        />
      </div>
      {onRemove && (
        <Button kind="quiet" onClick={onRemove}>
          {texts.remove(number)}
        </Button>
      )}
    </fieldset>
  );
}
