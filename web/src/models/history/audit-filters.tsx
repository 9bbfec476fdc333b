import type { ReactNode } from 'react';
import type { AuditAction, AuditOutcome } from '../../graph/generated/graphql.ts';
import { useMessages } from '../../language/messages.ts';
import { Button } from '../../ui/button.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import styles from '../shared/models.module.css';
import { AUDIT_ACTIONS } from './audit-actions.messages.ts';
import { type AuditDraft, firstFilter } from './audit-filter.ts';
import { HISTORY_MESSAGES } from './history.messages.ts';

/** Filters of the audit log. */
export function AuditFilters({
  draft,
  model,
  onChange,
}: {
  readonly draft: AuditDraft;
  readonly model: string;
  readonly onChange: (draft: AuditDraft) => void;
}): ReactNode {
  const texts = useMessages(HISTORY_MESSAGES);
  const actions = useMessages(AUDIT_ACTIONS);
  const change = (part: Partial<AuditDraft>): void => onChange({ ...draft, ...part });
  return (
    <>
      <div className={styles.wideFields}>
        <SelectField label={texts.model} value={draft.model} onChange={({ target }) => change({ model: target.value })}>
          <option value={model}>{model}</option>
          <option value="">{texts.anyModel}</option>
        </SelectField>
        <TextField label={texts.actor} value={draft.actor} onChange={({ target }) => change({ actor: target.value })} />
        <SelectField
          label={texts.actionFilter}
          value={draft.action}
          onChange={({ target }) => change({ action: target.value as '' | AuditAction })}
        >
          <option value="">{texts.all}</option>
          {Object.entries(actions).map(([action, word]) => (
            <option key={action} value={action}>
              {word}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={texts.outcome}
          value={draft.outcome}
          onChange={({ target }) => change({ outcome: target.value as '' | AuditOutcome })}
        >
          <option value="">{texts.all}</option>
          <option value="APPLIED">{texts.outcomeWords.APPLIED}</option>
          <option value="REFUSED">{texts.outcomeWords.REFUSED}</option>
        </SelectField>
        <TextField
          label={texts.from}
          type="datetime-local"
          value={draft.from}
          onChange={({ target }) => change({ from: target.value })}
        />
        <TextField
          label={texts.until}
          type="datetime-local"
          value={draft.until}
          onChange={({ target }) => change({ until: target.value })}
        />
      </div>
      <div className={styles.row}>
        <Button kind="quiet" onClick={() => onChange(firstFilter(model))}>
          {texts.clear}
        </Button>
        <span className={styles.hint}>{texts.exporting}</span>
      </div>
    </>
  );
}
