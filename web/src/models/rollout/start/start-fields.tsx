import type { ReactNode } from 'react';
import type { RolloutStrategy } from '../../../graph/generated/graphql.ts';
import { useFormat } from '../../../language/format.ts';
import { useMessages } from '../../../language/messages.ts';
import { SelectField, TextField } from '../../../ui/field.tsx';
import { Consequences } from '../../shared/consequences.tsx';
import { Disclosure } from '../../shared/disclosure.tsx';
import styles from '../../shared/models.module.css';
import { MODEL_WORDS } from '../../shared/words.messages.ts';
import type { Candidate } from './candidate.ts';
import { GuardrailEditor } from './guardrail-editor.tsx';
import { START_MESSAGES } from './start.messages.ts';
import { furtherFaults, guardrailsOf, type StartDraft, stepsOf, withStrategy } from './start-draft.ts';
import { StepEditor } from './step-editor.tsx';

const STRATEGIES: readonly RolloutStrategy[] = ['SHADOW', 'CANARY', 'AB_TEST', 'IMMEDIATE'];

/** Fields of the form that starts a rollout, with what it will do. */
export function StartFields({
  draft,
  onChange,
  candidates,
}: {
  readonly draft: StartDraft;
  readonly onChange: (draft: StartDraft) => void;
  readonly candidates: readonly Candidate[];
}): ReactNode {
  const texts = useMessages(START_MESSAGES);
  const words = useMessages(MODEL_WORDS);
  const format = useFormat();
  const { strategy } = draft;
  const share = format.percent(Number(stepsOf(draft)[0]?.share) / 100);
  return (
    <>
      <div className={styles.fields}>
        <SelectField
          label={texts.version}
          value={draft.version}
          onChange={({ target }) => onChange({ ...draft, version: Number(target.value) })}
        >
          {candidates.map(({ version, stage }) => (
            <option key={version} value={version}>
              {words.version(version)} · {words.stage[stage]}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={texts.strategy}
          value={strategy}
          onChange={({ target }) => onChange(withStrategy(draft, target.value as RolloutStrategy))}
        >
          {STRATEGIES.map((each) => (
            <option key={each} value={each}>
              {words.strategy[each]}
            </option>
          ))}
        </SelectField>
      </div>
      <p className={styles.hint}>{texts.about[strategy]}</p>
      <Consequences
        of={[texts.sees[strategy](share), ...(strategy === 'SHADOW' ? [] : [texts.failsBack]), texts.blocked]}
      />
      <StepEditor strategy={strategy} steps={draft.steps} onChange={(steps) => onChange({ ...draft, steps })} />
      {strategy !== 'SHADOW' && (
        <GuardrailEditor
          guardrails={guardrailsOf(draft)}
          isChanged={draft.guardrails !== undefined}
          onChange={(guardrails) => onChange({ ...draft, guardrails })}
        />
      )}
      <Further draft={draft} onChange={onChange} />
    </>
  );
}

function Further({
  draft,
  onChange,
}: {
  readonly draft: StartDraft;
  readonly onChange: (draft: StartDraft) => void;
}): ReactNode {
  const texts = useMessages(START_MESSAGES);
  const faults = furtherFaults(draft);
  return (
    <Disclosure summary={texts.further} hasFault={faults.replayRows || faults.holdout || faults.effect}>
      <div className={styles.fields}>
        {draft.strategy !== 'SHADOW' && (
          <TextField
            label={texts.replay}
            inputMode="numeric"
            value={draft.replayRows}
            fault={faults.replayRows ? texts.replayFault : undefined}
            onChange={({ target }) => onChange({ ...draft, replayRows: target.value })}
          />
        )}
        <TextField
          label={texts.holdout}
          inputMode="decimal"
          value={draft.holdout}
          fault={faults.holdout ? texts.holdoutFault : undefined}
          onChange={({ target }) => onChange({ ...draft, holdout: target.value })}
        />
        {draft.strategy === 'AB_TEST' && (
          <TextField
            label={texts.effect}
            inputMode="decimal"
            value={draft.effect}
            fault={faults.effect ? texts.effectFault : undefined}
            onChange={({ target }) => onChange({ ...draft, effect: target.value })}
          />
        )}
      </div>
    </Disclosure>
  );
}
