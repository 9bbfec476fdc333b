import type { ReactNode } from 'react';
import type { RolloutStrategy } from '../../../graph/generated/graphql.ts';
import { useFormat } from '../../../language/format.ts';
import { useMessages } from '../../../language/messages.ts';
import { SelectField } from '../../../ui/field.tsx';
import { Consequences } from '../../shared/consequences.tsx';
import styles from '../../shared/models.module.css';
import { MODEL_WORDS } from '../../shared/words.messages.ts';
import { ArmEditor } from './arm-editor.tsx';
import type { Candidate } from './candidate.ts';
import { FurtherSettings } from './further-settings.tsx';
import { GuardrailEditor } from './guardrail-editor.tsx';
import { refusedAt } from './refused-place.ts';
import { START_MESSAGES } from './start.messages.ts';
import {
  guardrailsOf,
  isAnswering,
  mayReturnAtOnce,
  type StartDraft,
  stepsOf,
  treatmentsOf,
  withStrategy,
} from './start-draft.ts';
import type { VersionsPart } from './start-part.ts';
import { StepEditor } from './step-editor.tsx';
import { treatedShare } from './version-shares.ts';

const STRATEGIES: readonly RolloutStrategy[] = ['SHADOW', 'CANARY', 'AB_TEST', 'IMMEDIATE'];

/** Fields of the form that starts a rollout, with what it will do. */
export function StartFields({ draft, onChange, champion, candidates, refused }: VersionsPart): ReactNode {
  const texts = useMessages(START_MESSAGES);
  const words = useMessages(MODEL_WORDS);
  const consequences = useConsequences(draft, candidates);
  const { strategy } = draft;
  return (
    <>
      <div className={styles.fields}>
        <SelectField
          label={texts.version}
          value={draft.version}
          fault={refusedAt(refused, `version ${draft.version}`)}
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
      <Consequences of={consequences} />
      {strategy === 'AB_TEST' && <ArmEditor {...{ draft, onChange, champion, candidates, refused }} />}
      <StepEditor
        strategy={strategy}
        steps={draft.steps}
        refused={refused}
        onChange={(steps) => onChange({ ...draft, steps })}
      />
      {isAnswering(strategy) && (
        <GuardrailEditor
          guardrails={guardrailsOf(draft)}
          isChanged={draft.guardrails !== undefined}
          refused={refused}
          onChange={(guardrails) => onChange({ ...draft, guardrails })}
        />
      )}
      <FurtherSettings {...{ draft, onChange, candidates, refused }} />
    </>
  );
}

function useConsequences(draft: StartDraft, candidates: readonly Candidate[]): readonly string[] {
  const texts = useMessages(START_MESSAGES);
  const format = useFormat();
  const { strategy } = draft;
  const first = strategy === 'AB_TEST' ? treatedShare(treatmentsOf(draft)) : Number(stepsOf(draft)[0]?.share) / 100;
  return [
    texts.sees[strategy](format.percent(first)),
    ...(mayReturnAtOnce(draft, candidates) ? [texts.wayBack] : []),
    ...(isAnswering(strategy) ? [texts.failsBack] : []),
    texts.blocked,
  ];
}
