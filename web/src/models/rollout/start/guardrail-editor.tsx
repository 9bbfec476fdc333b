import type { ReactNode } from 'react';
import { useFormat } from '../../../language/format.ts';
import { useMessages } from '../../../language/messages.ts';
import { Button } from '../../../ui/button.tsx';
import { CheckField, TextField } from '../../../ui/field.tsx';
import { Disclosure } from '../../shared/disclosure.tsx';
import { FocusPlace } from '../../shared/focus-place.tsx';
import styles from '../../shared/models.module.css';
import { MODEL_WORDS } from '../../shared/words.messages.ts';
import { type RefusedPlace, refusedAt } from './refused-place.ts';
import { type DraftGuardrail, isLimitFit, largestLimit } from './rollout-plan.ts';
import { START_MESSAGES } from './start.messages.ts';
import own from './start.module.css';

/** Guardrails of a rollout; the gateway's defaults until they are changed. */
export function GuardrailEditor({
  guardrails,
  isChanged,
  refused,
  onChange,
}: {
  readonly guardrails: readonly DraftGuardrail[];
  readonly isChanged: boolean;
  readonly refused: RefusedPlace | undefined;
  readonly onChange: (guardrails: readonly DraftGuardrail[] | undefined) => void;
}): ReactNode {
  const texts = useMessages(START_MESSAGES);
  const words = useMessages(MODEL_WORDS);
  const format = useFormat();
  const on = guardrails.filter(({ isOn }) => isOn);
  const refusalOf = ({ metric }: DraftGuardrail) => refusedAt(refused, `guardrail ${metric}`);
  const change = (of: DraftGuardrail, part: Partial<DraftGuardrail>): void =>
    onChange(guardrails.map((each) => (each === of ? { ...each, ...part } : each)));
  return (
    <Disclosure
      hasFault={!guardrails.every((each) => isLimitFit(each) && refusalOf(each) === undefined)}
      summary={`${texts.guardrails}: ${on.map(({ metric }) => words.guardrail[metric]).join(', ')} (${isChanged ? texts.changed : texts.defaults})`}
    >
      <FocusPlace state={String(isChanged)}>
        {guardrails.map((guardrail) => (
          <div key={guardrail.metric} className={own.guard}>
            <CheckField
              label={words.guardrail[guardrail.metric]}
              checked={guardrail.isOn}
              onChange={({ target }) => change(guardrail, { isOn: target.checked })}
            />
            <TextField
              label={texts.limit}
              hint={texts.limitHint[guardrail.metric]}
              inputMode="decimal"
              disabled={!guardrail.isOn}
              value={guardrail.limit}
              fault={
                isLimitFit(guardrail)
                  ? refusalOf(guardrail)
                  : texts.limitFault(format.number(largestLimit(guardrail.metric)))
              }
              onChange={({ target }) => change(guardrail, { limit: target.value })}
            />
            <CheckField
              label={texts.holds}
              checked={guardrail.holds}
              disabled={!guardrail.isOn}
              onChange={({ target }) => change(guardrail, { holds: target.checked })}
            />
          </div>
        ))}
        {isChanged && (
          <div className={styles.row}>
            <Button kind="quiet" onClick={() => onChange(undefined)}>
              {texts.restore}
            </Button>
          </div>
        )}
      </FocusPlace>
    </Disclosure>
  );
}
