import { useState } from 'react';
import { type LeadField, LeadMergeDuplicatesDocument } from '../../graph/generated/graphql.ts';
import { useChange } from '../../graph/use-graph.ts';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { useDraft } from '../../ui/draft.ts';
import { notify } from '../../ui/notices.tsx';
import type { ShownLead } from '../facts/shown-lead.ts';
import { ActionForm } from '../forms/action-form.tsx';
import { FORM_MESSAGES } from '../forms/form.messages.ts';
import formStyles from '../forms/form.module.css';
import { ReasonField } from '../forms/reason-field.tsx';
import { useFormFaults } from '../forms/use-form-faults.ts';
import { Comparison } from './comparison.tsx';
import { DUPLICATE_MESSAGES } from './duplicates.messages.ts';
import type { Duplicate } from './duplicates.tsx';
import { takenValues } from './merge-plan.ts';
import { TakenFields } from './taken-fields.tsx';

/** The form that merges leads: which one survives, which are merged into it, and what it takes from them. */
export function MergeForm({
  lead,
  duplicates,
  onClose,
}: {
  readonly lead: ShownLead;
  readonly duplicates: readonly Duplicate[];
  readonly onClose: () => void;
}): React.ReactNode {
  const texts = useMessages(DUPLICATE_MESSAGES);
  const common = useMessages(FORM_MESSAGES);
  const format = useFormat();
  const change = useChange(LeadMergeDuplicatesDocument);
  const leads = [lead, ...duplicates.map((duplicate) => duplicate.lead)];
  const [survivorId, setSurvivor] = useState(lead.id);
  const [excluded, setExcluded] = useState<ReadonlySet<string>>(new Set());
  const [refused, setRefused] = useState<ReadonlySet<LeadField>>(new Set());
  const [reason, setReason, forgetReason] = useDraft(`lead.merge.reason.${lead.id}`);
  const faults = useFormFaults(change.error, ['reason']);
  const survivor = leads.find(({ id }) => id === survivorId) ?? lead;
  const others = leads.filter(({ id }) => id !== survivor.id && !excluded.has(id));
  const taken = takenValues(survivor, others);
  const submit = (): void => {
    if (!faults.check({ reason: !reason.trim() && common.required })) return;
    const fields = taken.map(({ field }) => field).filter((field) => !refused.has(field));
    const input = { leadId: survivor.id, duplicateIds: others.map(({ id }) => id), reason: reason.trim(), fields };
    const done = (): void => {
      forgetReason();
      notify('done', texts.done);
      onClose();
    };
    change.mutate({ input }, { onSuccess: done });
  };
  return (
    <ActionForm
      submit={texts.submit}
      isBusy={change.isPending}
      isBlocked={others.length === 0}
      faults={others.length === 0 ? [texts.nobody] : faults.others}
      onSubmit={submit}
      onCancel={onClose}
    >
      <Comparison
        leads={leads}
        ownId={lead.id}
        survivorId={survivor.id}
        excluded={excluded}
        onSurvivor={setSurvivor}
        onExcluded={setExcluded}
      />
      <TakenFields taken={taken} refused={refused} onRefused={setRefused} />
      <p className={formStyles.says}>
        <bdi>{texts.says(others.length, format.number(others.length), survivor.id)}</bdi>
      </p>
      <ReasonField value={reason} fault={faults.of('reason')} onChange={setReason} />
    </ActionForm>
  );
}
