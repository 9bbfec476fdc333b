import { type ReactNode, useState } from 'react';
import { serverNow } from '../../clock/server-clock.ts';
import { type BacktestDecisionTime, ModelStartBacktestDocument } from '../../graph/generated/graphql.ts';
import { useMessages } from '../../language/messages.ts';
import { SelectField, TextField } from '../../ui/field.tsx';
import { useVersionsOf } from '../../versions/use-model-versions.ts';
import { ChangeButton } from '../shared/change-button.tsx';
import styles from '../shared/models.module.css';
import { MODEL_WORDS } from '../shared/words.messages.ts';
import {
  type BacktestDraft,
  type BacktestFault,
  backtestFaults,
  backtestVariables,
  firstBacktest,
} from './backtest-form.ts';
import { BACKTESTS_MESSAGES } from './backtests.messages.ts';

const DECISIONS: readonly BacktestDecisionTime[] = ['LEAD_AGE', 'RECORDED_SCORES'];

/** Starts a back-test of a version over a window of the past. */
export function StartBacktest({ model }: { readonly model: string }): ReactNode {
  const versions = useVersionsOf(model).filter(({ stage }) => stage !== 'ARCHIVED');
  const [first] = versions;
  return first && <Start model={model} versions={versions.map(({ version }) => version)} />;
}

function Start({ model, versions }: { readonly model: string; readonly versions: readonly number[] }): ReactNode {
  const texts = useMessages(BACKTESTS_MESSAGES);
  const [draft, setDraft] = useState(() => firstBacktest(versions[0] as number, serverNow()));
  const faults = backtestFaults(draft, serverNow());
  return (
    <ChangeButton
      label={texts.start}
      kind="primary"
      document={ModelStartBacktestDocument}
      variables={() => ({ model, ...backtestVariables(draft) })}
      hasReason={false}
      isFit={faults.size === 0}
      consequences={texts.starting}
      done={texts.startDone}
      draft={`models.backtest.${model}`}
    >
      <Fields draft={draft} onChange={setDraft} versions={versions} faults={faults} />
    </ChangeButton>
  );
}

function Fields({
  draft,
  onChange,
  versions,
  faults,
}: {
  readonly draft: BacktestDraft;
  readonly onChange: (draft: BacktestDraft) => void;
  readonly versions: readonly number[];
  readonly faults: ReadonlySet<BacktestFault>;
}): ReactNode {
  const texts = useMessages(BACKTESTS_MESSAGES);
  const words = useMessages(MODEL_WORDS);
  const faultOf = (fault: BacktestFault): string | undefined => (faults.has(fault) ? texts.fault[fault] : undefined);
  return (
    <>
      <div className={styles.fields}>
        <SelectField
          label={texts.version}
          value={draft.version}
          onChange={({ target }) => onChange({ ...draft, version: Number(target.value) })}
        >
          {versions.map((version) => (
            <option key={version} value={version}>
              {words.version(version)}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={texts.at}
          value={draft.at}
          onChange={({ target }) => onChange({ ...draft, at: target.value as BacktestDecisionTime })}
        >
          {DECISIONS.map((at) => (
            <option key={at} value={at}>
              {texts.decision[at]}
            </option>
          ))}
        </SelectField>
        <TextField
          label={texts.from}
          type="date"
          value={draft.from}
          fault={faultOf('FROM')}
          onChange={({ target }) => onChange({ ...draft, from: target.value })}
        />
        <TextField
          label={texts.until}
          type="date"
          value={draft.until}
          fault={faultOf('UNTIL')}
          onChange={({ target }) => onChange({ ...draft, until: target.value })}
        />
      </div>
      {draft.at === 'LEAD_AGE' && (
        <TextField
          label={texts.ages}
          hint={texts.agesHint}
          value={draft.ages}
          fault={faultOf('AGES')}
          onChange={({ target }) => onChange({ ...draft, ages: target.value })}
        />
      )}
    </>
  );
}
