import type { ReactNode } from 'react';
import type { RolloutStrategy } from '../../../graph/generated/graphql.ts';
import { useFormat } from '../../../language/format.ts';
import { useMessages } from '../../../language/messages.ts';
import { Button } from '../../../ui/button.tsx';
import { CheckField, TextField } from '../../../ui/field.tsx';
import { Disclosure } from '../../shared/disclosure.tsx';
import { FocusPlace } from '../../shared/focus-place.tsx';
import styles from '../../shared/models.module.css';
import { type RefusedPlace, refusedAt } from './refused-place.ts';
import { type DraftStep, draftSteps, type StepFault, stepFaults } from './rollout-plan.ts';
import { START_MESSAGES } from './start.messages.ts';
import own from './start.module.css';
import { shareOf } from './typed-number.ts';

const MOST_STEPS = 10;

/** Steps of a rollout; the gateway's defaults until they are changed. */
export function StepEditor({
  strategy,
  steps,
  refused,
  onChange,
}: {
  readonly strategy: RolloutStrategy;
  readonly steps: readonly DraftStep[] | undefined;
  readonly refused: RefusedPlace | undefined;
  readonly onChange: (steps: readonly DraftStep[] | undefined) => void;
}): ReactNode {
  const texts = useMessages(START_MESSAGES);
  const shown = steps ?? draftSteps(strategy);
  const faults = stepFaults(strategy, shown);
  const refusals = shown.map((_, index) => refusedAt(refused, `step ${index}`));
  const last = shown.at(-1);
  // the arms of an A/B test state its share
  const words = shown.map(({ share, holdHours, samples }) =>
    strategy === 'AB_TEST' ? texts.length(holdHours, samples) : `${share} %`,
  );
  return (
    <Disclosure
      hasFault={[...faults, ...refusals].some((fault) => fault !== undefined)}
      summary={`${texts.steps}: ${words.join(' → ')} (${steps ? texts.changed : texts.defaults})`}
    >
      <FocusPlace state={`${shown.length} ${steps === undefined}`}>
        {shown.map((step, index) => (
          <Step
            // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place
            key={index}
            index={index}
            strategy={strategy}
            step={step}
            fault={faults[index]}
            refusal={refusals[index]}
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
      </FocusPlace>
    </Disclosure>
  );
}

function Step({
  index,
  strategy,
  step,
  fault,
  refusal,
  onChange,
  onRemove,
}: {
  readonly index: number;
  readonly strategy: RolloutStrategy;
  readonly step: DraftStep;
  readonly fault: StepFault | undefined;
  readonly refusal: string | undefined;
  readonly onChange: (part: Partial<DraftStep>) => void;
  readonly onRemove: (() => void) | undefined;
}): ReactNode {
  const texts = useMessages(START_MESSAGES);
  const number = useFormat().number(index + 1);
  const textOf = (...of: readonly StepFault[]): string | undefined =>
    fault && of.includes(fault) ? texts.fault[fault] : undefined;
  const isTest = strategy === 'AB_TEST';
  // a shadow answers nobody, whatever its share
  const isAll = strategy !== 'SHADOW' && !isTest && shareOf(step.share) === 1;
  return (
    <fieldset className={styles.fieldset}>
      <legend>{texts.step(number)}</legend>
      <div className={own.line}>
        {!isTest && (
          <TextField
            label={texts.share}
            inputMode="decimal"
            value={step.share}
            fault={textOf('SHARE', 'GROWS', 'ENDS_AT_ALL') ?? refusal}
            onChange={({ target }) => onChange({ share: target.value })}
          />
        )}
        <TextField
          label={texts.hold}
          inputMode="decimal"
          value={step.holdHours}
          fault={textOf('HOLD') ?? (isTest ? refusal : undefined)}
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
          checked={step.needsApproval || isAll}
          disabled={isAll}
          onChange={({ target }) => onChange({ needsApproval: target.checked })}
        />
      </div>
      {onRemove && (
        <div className={styles.row}>
          <Button kind="quiet" onClick={onRemove}>
            {texts.remove(number)}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
