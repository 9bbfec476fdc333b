import type { ReactNode } from 'react';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { useStore } from '../../store/store.ts';
import type { QueueList } from '../list/queue-list.ts';
import { ActionDialog } from './action-dialog.tsx';
import { ACTION_MESSAGES } from './actions.messages.ts';
import { sendScore, useAction } from './use-action.ts';

/** Scores the selected leads now. */
export function ScoreDialog({
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
  const selection = useStore(queue.selection);
  const action = useAction(queue);
  return (
    <ActionDialog
      {...{ isOpen, onClose, selection, action }}
      title={texts.scoreTitle(selection.size, format.number(selection.size))}
      submit={texts.scoreNow}
      onSubmit={() => void action.run(sendScore, [...selection.keys()])}
    >
      <p>{texts.scoreNote}</p>
    </ActionDialog>
  );
}
