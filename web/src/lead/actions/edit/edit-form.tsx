import { LeadUpdateDocument } from '../../../graph/generated/graphql.ts';
import { useChange } from '../../../graph/use-graph.ts';
import { useMessages } from '../../../language/messages.ts';
import { notify } from '../../../ui/notices.tsx';
import { ActionForm } from '../../forms/action-form.tsx';
import styles from '../../forms/form.module.css';
import type { FormProps } from '../../forms/form-props.ts';
import { useFormFaults } from '../../forms/use-form-faults.ts';
import { Conflicts } from './conflicts.tsx';
import { EDIT_MESSAGES } from './edit.messages.ts';
import { EditFields } from './edit-fields.tsx';
import { EDIT_FIELDS } from './lead-edit.ts';
import { useEdit } from './use-edit.ts';

const CONFLICT = 'LEAD_VERSION_CONFLICT';

/** The form that changes fields of a lead. A change by somebody else is never overwritten unseen. */
export function EditForm({ lead, onClose }: FormProps): React.ReactNode {
  const texts = useMessages(EDIT_MESSAGES);
  const change = useChange(LeadUpdateDocument);
  const edit = useEdit(lead);
  const faults = useFormFaults(change.error, EDIT_FIELDS);
  const isUndecided = edit.conflicts.some(({ field }) => !edit.choices.has(field));
  const close = (text: string): void => {
    edit.forget();
    notify('done', text);
    onClose();
  };
  const submit = (): void => {
    const { input } = edit;
    const { companySize: size } = input;
    const isCount = size === undefined || size === null || (Number.isInteger(size) && size >= 0);
    if (!faults.check({ companySize: !isCount && texts.notCount })) return;
    if (Object.keys(input).length === 0) close(texts.nothing);
    else change.mutate({ id: lead.id, expectedVersion: lead.version, input }, { onSuccess: () => close(texts.done) });
  };
  // a conflict is shown field by field
  const others = edit.isNewer && change.error?.code === CONFLICT ? [] : faults.others;
  return (
    <ActionForm
      submit={texts.submit}
      isBusy={change.isPending}
      isBlocked={isUndecided}
      faults={isUndecided ? [...others, texts.chooseFirst] : others}
      onSubmit={submit}
      onCancel={onClose}
    >
      <p className={styles.says}>{texts.says}</p>
      {edit.isNewer && (
        <p className={styles.newer} role="status">
          {texts.newer}
        </p>
      )}
      <Conflicts edit={edit} />
      <EditFields lead={lead} edit={edit} faults={faults} />
    </ActionForm>
  );
}
