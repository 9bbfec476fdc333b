import { useState } from 'react';
import { serverNow } from '../../../clock/server-clock.ts';
import { LeadRecordOutcomeDocument, type OutcomeResult } from '../../../graph/generated/graphql.ts';
import { useChange } from '../../../graph/use-graph.ts';
import { useMessages } from '../../../language/messages.ts';
import { useDraft } from '../../../ui/draft.ts';
import { TextArea, TextField } from '../../../ui/field.tsx';
import { notify } from '../../../ui/notices.tsx';
import { WORDS } from '../../facts/words.messages.ts';
import { ActionForm } from '../../forms/action-form.tsx';
import { Choices } from '../../forms/choices.tsx';
import { FORM_MESSAGES } from '../../forms/form.messages.ts';
import styles from '../../forms/form.module.css';
import type { FormProps } from '../../forms/form-props.ts';
import { fromLocalField, toLocalField } from '../../forms/local-time.ts';
import { type FormFaults, useFormFaults } from '../../forms/use-form-faults.ts';
import { OUTCOME_MESSAGES } from './outcome.messages.ts';

const RESULTS: readonly OutcomeResult[] = ['CONVERTED', 'LOST'];

/** The form that records the outcome of a lead and so closes it. */
export function OutcomeForm({ lead, onClose }: FormProps): React.ReactNode {
  const texts = useMessages(OUTCOME_MESSAGES);
  const common = useMessages(FORM_MESSAGES);
  const words = useMessages(WORDS);
  const change = useChange(LeadRecordOutcomeDocument);
  const [result, setResult] = useState<OutcomeResult>();
  const [now] = useState(() => toLocalField(serverNow()));
  const [at, setAt] = useState(now);
  const [revenue, setRevenue] = useState('');
  const [reason, setReason, forgetReason] = useDraft(`lead.outcome.reason.${lead.id}`);
  const faults = useFormFaults(change.error, ['result', 'occurredAt', 'revenue', 'reason']);
  const submit = (): void => {
    const occurredAt = fromLocalField(at);
    const isFilled = faults.check({
      result: !result && common.required,
      occurredAt: !occurredAt && common.notTime,
      revenue: !(Number(revenue) >= 0) && texts.notNumber,
    });
    if (!isFilled || !result || !occurredAt) return;
    const outcome = {
      result,
      // to the minute it could be before the creation of a new lead: the graph takes the moment itself
      ...(at !== now && { occurredAt }),
      ...(result === 'CONVERTED' && revenue && { revenue: Number(revenue) }),
      ...(reason.trim() && { reason: reason.trim() }),
    };
    const recorded = (): void => {
      forgetReason();
      notify('done', texts.done);
      onClose();
    };
    change.mutate({ id: lead.id, outcome }, { onSuccess: recorded });
  };
  return (
    <ActionForm
      submit={texts.submit}
      isBusy={change.isPending}
      faults={faults.others}
      onSubmit={submit}
      onCancel={onClose}
    >
      <p className={styles.says}>{texts.says}</p>
      <Choices
        legend={[texts.result, faults.of('result')].filter(Boolean).join(' – ')}
        options={RESULTS.map((value) => ({ value, label: words.outcomes[value] }))}
        value={result}
        onChoose={setResult}
      />
      <Facts result={result} at={at} revenue={revenue} faults={faults} onAt={setAt} onRevenue={setRevenue} />
      <TextArea
        label={texts.reason}
        hint={texts.reasonHint}
        fault={faults.of('reason')}
        maxLength={2000}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
      />
    </ActionForm>
  );
}

function Facts({
  result,
  at,
  revenue,
  faults,
  onAt,
  onRevenue,
}: {
  readonly result: OutcomeResult | undefined;
  readonly at: string;
  readonly revenue: string;
  readonly faults: FormFaults;
  readonly onAt: (value: string) => void;
  readonly onRevenue: (value: string) => void;
}): React.ReactNode {
  const texts = useMessages(OUTCOME_MESSAGES);
  return (
    <div className={styles.pair}>
      <TextField
        label={texts.at}
        hint={texts.atHint}
        fault={faults.of('occurredAt')}
        type="datetime-local"
        value={at}
        onChange={({ target }) => onAt(target.value)}
      />
      {result === 'CONVERTED' && (
        <TextField
          label={texts.revenue}
          hint={texts.revenueHint}
          fault={faults.of('revenue')}
          type="number"
          min={0}
          step="any"
          value={revenue}
          onChange={({ target }) => onRevenue(target.value)}
        />
      )}
    </div>
  );
}
