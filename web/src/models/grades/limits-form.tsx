import { type ReactNode, useDeferredValue, useState } from 'react';
import { ModelSetGradesDocument } from '../../graph/generated/graphql.ts';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { useRight } from '../../session/rights.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ChangeButton } from '../shared/change-button.tsx';
import styles from '../shared/models.module.css';
import { useGradePreview } from './grade-preview.ts';
import { GradePreview } from './grade-preview-panel.tsx';
import { GRADES_MESSAGES } from './grades.messages.ts';
import own from './grades.module.css';
import type { GradedModel } from './grades-tab.tsx';
import { areEqual, type DraftLimits, draftLimits, type LimitName, limitFaults, limitsOf } from './limits.ts';

/** Limits that are tried before they are set: each change shows its effect on today's open leads and on past ones. */
export function LimitsForm({
  model,
  policy,
}: {
  readonly model: string;
  readonly policy: Pick<GradedModel['gradePolicy'], 'version' | 'name' | 'limits'>;
}): ReactNode {
  const texts = useMessages(GRADES_MESSAGES);
  const format = useFormat();
  const maySet = useRight('models:promote');
  const [draft, setDraft] = useState<DraftLimits>(() => draftLimits(policy.limits));
  const limits = limitsOf(draft);
  const isChanged = limits !== undefined && !areEqual(limits, policy.limits);
  const tried = useDeferredValue(isChanged ? limits : undefined);
  const preview = useGradePreview(model, tried);
  const moved = preview.data?.data.gradePolicyPreview?.moved ?? 0;
  return (
    <Panel title={texts.title} actions={<Badge tone="good">{texts.current(policy.name)}</Badge>}>
      {!maySet && <p className={styles.hint}>{texts.noRight}</p>}
      <LimitFields draft={draft} onChange={setDraft} />
      <div className={styles.row}>
        {maySet && (
          <ChangeButton
            label={texts.set}
            kind="primary"
            document={ModelSetGradesDocument}
            variables={(reason) => ({
              model,
              limits: limits ?? policy.limits,
              expectedVersion: policy.version,
              reason,
            })}
            consequences={texts.setting(format.number(moved))}
            done={texts.setDone}
            draft={`models.grades.${model}`}
            isDisabled={!isChanged}
          />
        )}
        <Button kind="quiet" onClick={() => setDraft(draftLimits(policy.limits))}>
          {texts.restore}
        </Button>
      </div>
      <GradePreview of={preview} isTried={tried !== undefined} />
    </Panel>
  );
}

function LimitFields({
  draft,
  onChange,
}: {
  readonly draft: DraftLimits;
  readonly onChange: (draft: DraftLimits) => void;
}): ReactNode {
  const texts = useMessages(GRADES_MESSAGES);
  const faults = limitFaults(draft);
  const field = (name: LimitName): ReactNode => {
    const grade = name.toUpperCase();
    return (
      <div key={name} className={own.limit}>
        <TextField
          label={texts.limit(grade)}
          inputMode="decimal"
          value={draft[name]}
          fault={faults.has(name) ? texts.fault : undefined}
          onChange={({ target }) => onChange({ ...draft, [name]: target.value })}
        />
        <input
          type="range"
          className={own.slider}
          aria-label={texts.slider(grade)}
          min={0.5}
          max={99.5}
          step={0.5}
          value={Number.isFinite(Number(draft[name])) ? Number(draft[name]) : 0}
          onChange={({ target }) => onChange({ ...draft, [name]: target.value })}
        />
      </div>
    );
  };
  return <div className={styles.fields}>{(['a', 'b', 'c'] as const).map(field)}</div>;
}
