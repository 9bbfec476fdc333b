import { type ReactNode, useState } from 'react';
import type { LeadStage } from '../../graph/generated/graphql.ts';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { useStore } from '../../store/store.ts';
import { SelectField } from '../../ui/field.tsx';
import type { QueueList } from '../list/queue-list.ts';
import { OPEN_STAGES } from '../view/view.ts';
import { useLeadWords } from '../words/use-lead-words.ts';
import { ActionDialog } from './action-dialog.tsx';
import { ACTION_MESSAGES } from './actions.messages.ts';
import { sendUpdate, useAction } from './use-action.ts';

/** Sets the stage of the selected leads. */
export function StageDialog({
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
  const words = useLeadWords();
  const selection = useStore(queue.selection);
  const action = useAction(queue);
  const [stage, setStage] = useState<LeadStage>('CONTACTED');
  const send = (ids: readonly string[], expects: boolean): void => {
    void action.run((batch) => sendUpdate(batch, { stage }, expects ? selection : undefined), ids);
  };
  return (
    <ActionDialog
      {...{ isOpen, onClose, selection, action }}
      title={texts.stageTitle(selection.size, format.number(selection.size))}
      submit={texts.setStage(words.stage(stage))}
      onSubmit={() => send([...selection.keys()], true)}
      onOverwrite={(ids) => send(ids, false)}
    >
      <SelectField
        label={texts.stage}
        hint={texts.stageNote}
        value={stage}
        onChange={({ target }) => setStage(target.value as LeadStage)}
      >
        {OPEN_STAGES.map((each) => (
          <option key={each} value={each}>
            {words.stage(each)}
          </option>
        ))}
      </SelectField>
    </ActionDialog>
  );
}
