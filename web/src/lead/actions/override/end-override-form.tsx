import { LeadEndOverrideDocument } from '../../../graph/generated/graphql.ts';
import { useChange } from '../../../graph/use-graph.ts';
import { useMessages } from '../../../language/messages.ts';
import { useDraft } from '../../../ui/draft.ts';
import { notify } from '../../../ui/notices.tsx';
import { ActionForm } from '../../forms/action-form.tsx';
import { FORM_MESSAGES } from '../../forms/form.messages.ts';
import styles from '../../forms/form.module.css';
import type { FormProps } from '../../forms/form-props.ts';
import { ReasonField } from '../../forms/reason-field.tsx';
import { useFormFaults } from '../../forms/use-form-faults.ts';
import { OVERRIDE_MESSAGES } from './override.messages.ts';

/** The form that ends an override before its time. */
export function EndOverrideForm({ lead, onClose }: FormProps): React.ReactNode {
  const texts = useMessages(OVERRIDE_MESSAGES);
  const common = useMessages(FORM_MESSAGES);
  const change = useChange(LeadEndOverrideDocument);
  const [reason, setReason, forgetReason] = useDraft(`lead.end-override.reason.${lead.id}`);
  const faults = useFormFaults(change.error, ['reason']);
  const submit = (): void => {
    if (!faults.check({ reason: !reason.trim() && common.required })) return;
    change.mutate(
      { id: lead.id, reason: reason.trim() },
      {
        onSuccess() {
          forgetReason();
          notify('done', texts.ended);
          onClose();
        },
      },
    );
  };
  return (
    <ActionForm
      submit={texts.end}
      isBusy={change.isPending}
      faults={faults.others}
      onSubmit={submit}
      onCancel={onClose}
    >
      <p className={styles.says}>{lead.score ? texts.endSays(lead.score.grade) : texts.endSaysUnscored}</p>
      <ReasonField value={reason} fault={faults.of('reason')} onChange={setReason} />
    </ActionForm>
  );
}
