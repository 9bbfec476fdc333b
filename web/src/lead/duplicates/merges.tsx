import { useState } from 'react';
import { Link } from 'wouter';
import { type LeadDuplicatesQuery, LeadUndoMergeDocument } from '../../graph/generated/graphql.ts';
import { useChange } from '../../graph/use-graph.ts';
import type { ListExtent } from '../../graph/use-pages.ts';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { useRight } from '../../session/rights.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useDraft } from '../../ui/draft.ts';
import { useFocusFallback } from '../../ui/focus-fallback.ts';
import { notify } from '../../ui/notices.tsx';
import { ShowMore } from '../../ui/show-more.tsx';
import { fieldWord } from '../facts/field-word.ts';
import { leadHref } from '../facts/lead-address.ts';
import { ActionForm } from '../forms/action-form.tsx';
import { FORM_MESSAGES } from '../forms/form.messages.ts';
import { ReasonField } from '../forms/reason-field.tsx';
import { useFormFaults } from '../forms/use-form-faults.ts';
import { DUPLICATE_MESSAGES } from './duplicates.messages.ts';
import styles from './duplicates.module.css';
import { MERGE_FIELDS } from './merge-plan.ts';

type Merge = NonNullable<NonNullable<LeadDuplicatesQuery['lead']>['merges']>['edges'][number]['node'];

/** Merges into a lead, each with its undoing. */
export function Merges({
  merges,
  extent,
}: {
  readonly merges: readonly Merge[];
  readonly extent: ListExtent;
}): React.ReactNode {
  const texts = useMessages(DUPLICATE_MESSAGES);
  const canWrite = useRight('leads:write');
  const [undone, setUndone] = useState<string>();
  const close = (): void => setUndone(undefined);
  const head = useFocusFallback<HTMLHeadingElement>(`${merges.length} ${undone}`);
  if (merges.length === 0) return null;
  return (
    <>
      <h3 ref={head} tabIndex={-1}>
        {texts.merges}
      </h3>
      <ul className={styles.list}>
        {merges.map((merge) => (
          <li key={merge.id} className={styles.item}>
            <Link href={leadHref(merge.leadId)}>
              <bdi>{merge.leadId}</bdi>
            </Link>
            <Told merge={merge} />
            {merge.undoneAt && <Badge>{texts.undone}</Badge>}
            {!merge.undoneAt && canWrite && <Button onClick={() => setUndone(merge.id)}>{texts.undo}</Button>}
          </li>
        ))}
      </ul>
      <ShowMore list={texts.merges} shown={merges.length} extent={extent} />
      <Dialog isOpen={undone !== undefined} onClose={close} title={texts.undoTitle}>
        {undone !== undefined && <UndoForm id={undone} onClose={close} />}
      </Dialog>
    </>
  );
}

function Told({ merge: { mergedAt, actor, reason, fields } }: { readonly merge: Merge }): React.ReactNode {
  const texts = useMessages(DUPLICATE_MESSAGES);
  const format = useFormat();
  const taken = MERGE_FIELDS.filter(({ field }) => fields.includes(field)).map(({ name }) =>
    fieldWord(name, format.language),
  );
  return (
    <span className={styles.none}>
      {format.dateTime(mergedAt)} <bdi>{texts.by(actor)}</bdi>
      {taken.length > 0 && <> · {texts.taken(taken.join(', '))}</>}
      {reason && (
        <>
          {' '}
          · <bdi>{reason}</bdi>
        </>
      )}
    </span>
  );
}

function UndoForm({ id, onClose }: { readonly id: string; readonly onClose: () => void }): React.ReactNode {
  const texts = useMessages(DUPLICATE_MESSAGES);
  const common = useMessages(FORM_MESSAGES);
  const change = useChange(LeadUndoMergeDocument);
  const [reason, setReason, forgetReason] = useDraft(`lead.undo-merge.reason.${id}`);
  const faults = useFormFaults(change.error, ['reason']);
  const submit = (): void => {
    if (!faults.check({ reason: !reason.trim() && common.required })) return;
    const done = (): void => {
      forgetReason();
      notify('done', texts.undoDone);
      onClose();
    };
    change.mutate({ id, reason: reason.trim() }, { onSuccess: done });
  };
  return (
    <ActionForm
      submit={texts.undo}
      isBusy={change.isPending}
      faults={faults.others}
      onSubmit={submit}
      onCancel={onClose}
    >
      <p>{texts.undoSays}</p>
      <ReasonField value={reason} fault={faults.of('reason')} onChange={setReason} />
    </ActionForm>
  );
}
