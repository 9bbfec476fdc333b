import { useState } from 'react';
import { useLocation } from 'wouter';
import { LeadEraseDocument, type LeadEraseMutation } from '../../graph/generated/graphql.ts';
import type { GraphAnswer } from '../../graph/graph-client.ts';
import { useChange } from '../../graph/use-graph.ts';
import { useMessages } from '../../language/messages.ts';
import { useDraft } from '../../ui/draft.ts';
import { TextField } from '../../ui/field.tsx';
import { notify } from '../../ui/notices.tsx';
import { leadHref } from '../facts/lead-address.ts';
import type { ShownLead } from '../facts/shown-lead.ts';
import { ActionForm } from '../forms/action-form.tsx';
import { FORM_MESSAGES } from '../forms/form.messages.ts';
import { ReasonField } from '../forms/reason-field.tsx';
import { useFormFaults } from '../forms/use-form-faults.ts';
import { PERSON_MESSAGES } from './person.messages.ts';
import styles from './person.module.css';

/** The form that erases the person behind a lead. It wants the lead's id typed, as nothing brings the person back. */
export function EraseForm({
  lead,
  onClose,
}: {
  readonly lead: ShownLead;
  readonly onClose: () => void;
}): React.ReactNode {
  const texts = useMessages(PERSON_MESSAGES);
  const common = useMessages(FORM_MESSAGES);
  const [, navigate] = useLocation();
  const change = useChange(LeadEraseDocument);
  const [typed, setTyped] = useState('');
  const [reason, setReason, forgetReason] = useDraft(`lead.erase.reason.${lead.id}`);
  const faults = useFormFaults(change.error, ['leadId', 'reason']);
  const submit = (): void => {
    const isConfirmed = faults.check({
      leadId: typed.trim() !== lead.id && texts.wrongId,
      reason: !reason.trim() && common.required,
    });
    if (!isConfirmed) return;
    const erased = ({ data }: GraphAnswer<LeadEraseMutation>): void => {
      forgetReason();
      notify('done', texts.erased);
      onClose();
      if (data.eraseLead) navigate(leadHref(data.eraseLead.leadId), { replace: true });
    };
    change.mutate({ input: { leadId: lead.id, reason: reason.trim() } }, { onSuccess: erased });
  };
  return (
    <ActionForm
      submit={texts.erase}
      kind="danger"
      isBusy={change.isPending}
      faults={faults.others}
      onSubmit={submit}
      onCancel={onClose}
    >
      <p>{texts.eraseGoes}</p>
      <p>{texts.eraseStays}</p>
      <p className={styles.never}>{texts.eraseNever}</p>
      <TextField
        label={texts.typeId(lead.id)}
        fault={faults.of('leadId')}
        autoComplete="off"
        spellCheck={false}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
      />
      <ReasonField value={reason} fault={faults.of('reason')} hint={texts.reasonHint} onChange={setReason} />
    </ActionForm>
  );
}
