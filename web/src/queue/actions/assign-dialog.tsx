import { type ReactNode, useId, useState } from 'react';
import { QueueWordsDocument } from '../../graph/generated/graphql.ts';
import { useGraph } from '../../graph/use-graph.ts';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { useViewer } from '../../session/rights.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import type { QueueList } from '../list/queue-list.ts';
import { ActionDialog } from './action-dialog.tsx';
import { ACTION_MESSAGES } from './actions.messages.ts';
import styles from './actions.module.css';
import { sendUpdate, useAction } from './use-action.ts';

/** Gives the selected leads an owner, or takes it away. */
export function AssignDialog({
  queue,
  isOpen,
  onClose,
}: {
  readonly queue: QueueList;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}): ReactNode {
  const texts = useMessages(ACTION_MESSAGES);
  const format = useFormat();
  const { subject } = useViewer();
  const selection = useStore(queue.selection);
  const action = useAction(queue);
  const [owner, setOwner] = useState('');
  const [isNobody, setNobody] = useState(false);
  const [fault, setFault] = useState<string>();
  const owners = useOwners(isOpen);
  const listId = useId();
  const send = (ids: readonly string[], expects: boolean): void => {
    const input = { owner: isNobody ? null : owner.trim() };
    void action.run((batch) => sendUpdate(batch, input, expects ? selection : undefined), ids);
  };
  const submit = (): void => {
    const isMissing = !isNobody && owner.trim() === '';
    setFault(isMissing ? texts.ownerMissing : undefined);
    if (!isMissing) send([...selection.keys()], true);
  };
  const choose = (name: string): void => {
    setNobody(false);
    setOwner(name);
  };
  return (
    <ActionDialog
      {...{ isOpen, onClose, selection, action }}
      title={texts.assignTitle(selection.size, format.number(selection.size))}
      submit={isNobody ? texts.assignToNobody : owner.trim() ? texts.assignTo(owner.trim()) : texts.assign}
      onSubmit={submit}
      onOverwrite={(ids) => send(ids, false)}
    >
      <TextField
        label={texts.owner}
        hint={texts.ownerHint}
        fault={fault}
        value={isNobody ? '' : owner}
        list={listId}
        maxLength={200}
        autoComplete="off"
        onChange={({ target }) => choose(target.value)}
      />
      <datalist id={listId}>
        {owners.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <div className={styles.choices}>
        <Button onClick={() => choose(subject)} aria-pressed={!isNobody && owner === subject}>
          {texts.assignMe}
        </Button>
        <Button onClick={() => setNobody(true)} aria-pressed={isNobody}>
          {texts.assignNobody}
        </Button>
      </div>
    </ActionDialog>
  );
}

/** Owners of any lead, those of most leads first. */
function useOwners(enabled: boolean): readonly string[] {
  const { data } = useGraph(QueueWordsDocument, { fields: ['OWNER'] }, { enabled });
  const [facet] = data?.data.leadVocabulary?.facets ?? [];
  return facet?.values.flatMap(({ value }) => value ?? []) ?? [];
}
