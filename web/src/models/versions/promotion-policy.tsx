import { type ReactNode, useState } from 'react';
import {
  ModelPromotionPolicyDocument,
  type ModelPromotionPolicyQuery,
  ModelSetPromotionPolicyDocument,
  type PromotionGate,
} from '../../graph/generated/graphql.ts';
import { useGraph } from '../../graph/use-graph.ts';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { useRight } from '../../session/rights.ts';
import { Answer } from '../../ui/answer.tsx';
import { CheckField, TextField } from '../../ui/field.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ChangeButton } from '../shared/change-button.tsx';
import styles from '../shared/models.module.css';
import { MODEL_WORDS } from '../shared/words.messages.ts';
import { GATES_MESSAGES } from './gates.messages.ts';

type Policy = NonNullable<ModelPromotionPolicyQuery['model']>['promotionPolicy'];

const GATES: readonly PromotionGate[] = ['METRICS', 'AUC_GAIN', 'CALIBRATION', 'SCORE_SHIFT', 'APPROVAL'];

/** Conditions of promotions, and their change by those who approve. */
export function PromotionPolicyPanel({ model }: { readonly model: string }): ReactNode {
  const texts = useMessages(GATES_MESSAGES);
  const mayChange = useRight('models:approve');
  const query = useGraph(ModelPromotionPolicyDocument, { model });
  const policy = query.data?.data.model?.promotionPolicy;
  return (
    <Panel
      title={texts.policy}
      actions={mayChange && policy && <ChangePolicy key={JSON.stringify(policy)} model={model} policy={policy} />}
    >
      <Answer of={query}>{({ model: of }) => of && <Policy of={of.promotionPolicy} />}</Answer>
    </Panel>
  );
}

function Policy({ of }: { readonly of: Policy }): ReactNode {
  const texts = useMessages(GATES_MESSAGES);
  const words = useMessages(MODEL_WORDS);
  const format = useFormat();
  const answer = (isSo: boolean): string => (isSo ? texts.yes : texts.no);
  const facts: readonly (readonly [string, string])[] = [
    [texts.judged, of.gates.map((gate) => words.gate[gate]).join(' · ')],
    [texts.minAucGain, format.signed(of.minAucGain, 4)],
    [texts.acceptAbTest, answer(of.acceptAbTest)],
    [texts.maxCalibrationLoss, format.number(of.maxCalibrationLoss, 4)],
    [texts.maxScorePsi, format.number(of.maxScorePsi, 3)],
    [texts.minScoreRows, format.number(of.minScoreRows)],
    [texts.requireEvidence, answer(of.requireEvidence)],
  ];
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value]) => (
        <div key={name} style={{ display: 'contents' }}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function ChangePolicy({ model, policy }: { readonly model: string; readonly policy: Policy }): ReactNode {
  const texts = useMessages(GATES_MESSAGES);
  const words = useMessages(MODEL_WORDS);
  const [changed, setChanged] = useState<Policy>(policy);
  const change = (part: Partial<Policy>): void => setChanged({ ...changed, ...part });
  const numberField = (name: 'minAucGain' | 'maxCalibrationLoss' | 'maxScorePsi' | 'minScoreRows'): ReactNode => (
    <TextField
      label={texts[name]}
      type="number"
      step={name === 'minScoreRows' ? 1 : 'any'}
      defaultValue={changed[name]}
      onChange={({ target }) => Number.isFinite(target.valueAsNumber) && change({ [name]: target.valueAsNumber })}
    />
  );
  return (
    <ChangeButton
      label={texts.change}
      title={texts.changeTitle}
      document={ModelSetPromotionPolicyDocument}
      variables={(reason) => ({ model, reason, policy: changed })}
      consequences={texts.changing}
      done={texts.changed}
      draft={`models.policy.${model}`}
    >
      <fieldset className={styles.fieldset}>
        <legend>{texts.judged}</legend>
        {GATES.map((gate) => (
          <CheckField
            key={gate}
            label={words.gate[gate]}
            checked={changed.gates.includes(gate)}
            onChange={({ target }) =>
              change({ gates: GATES.filter((each) => (each === gate ? target.checked : changed.gates.includes(each))) })
            }
          />
        ))}
      </fieldset>
      <div className={styles.fields}>
        {numberField('minAucGain')}
        {numberField('maxCalibrationLoss')}
        {numberField('maxScorePsi')}
        {numberField('minScoreRows')}
      </div>
      <CheckField
        label={texts.acceptAbTest}
        checked={changed.acceptAbTest}
        onChange={({ target }) => change({ acceptAbTest: target.checked })}
      />
      <CheckField
        label={texts.requireEvidence}
        checked={changed.requireEvidence}
        onChange={({ target }) => change({ requireEvidence: target.checked })}
      />
    </ChangeButton>
  );
}
