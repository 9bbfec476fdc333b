import { type ReactNode, useState } from 'react';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { useRight } from '../../session/rights.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { useShortcuts } from '../../ui/shortcuts.ts';
import type { QueueList } from '../list/queue-list.ts';
import { NOTHING } from '../list/selection.ts';
import { ACTION_MESSAGES, type ActionTexts } from './actions.messages.ts';
import styles from './actions.module.css';
import { AssignDialog } from './assign-dialog.tsx';
import { ScoreDialog } from './score-dialog.tsx';
import { StageDialog } from './stage-dialog.tsx';

type Open = 'assign' | 'stage' | 'score';

/** Actions on the selected leads; nothing while none is selected. */
export function SelectionBar({ queue }: { readonly queue: QueueList }): ReactNode {
  const texts = useMessages(ACTION_MESSAGES);
  const format = useFormat();
  const count = useStore(queue.selection).size;
  const [open, setOpen] = useState<Open>();
  const mayWrite = useRight('leads:write');
  const mayScore = useRight('scores:write');
  const dialog = { queue, onClose: () => setOpen(undefined) };
  return (
    <>
      <span role="status" className="visually-hidden">
        {count > 0 && texts.selected(count, format.number(count))}
      </span>
      {count > 0 && (
        <section className={styles.bar} aria-label={texts.bar}>
          <strong>{texts.selected(count, format.number(count))}</strong>
          {mayWrite && <Button onClick={() => setOpen('assign')}>{texts.assign}</Button>}
          {mayWrite && <Button onClick={() => setOpen('stage')}>{texts.changeStage}</Button>}
          {mayScore && <Button onClick={() => setOpen('score')}>{texts.score}</Button>}
          <Button kind="quiet" onClick={() => queue.selection.set(NOTHING)}>
            {texts.clear}
          </Button>
          <ActionShortcuts {...{ mayWrite, mayScore, texts }} onOpen={setOpen} />
        </section>
      )}
      <AssignDialog {...dialog} isOpen={open === 'assign'} />
      <StageDialog {...dialog} isOpen={open === 'stage'} />
      <ScoreDialog {...dialog} isOpen={open === 'score'} />
    </>
  );
}

function ActionShortcuts({
  mayWrite,
  mayScore,
  texts,
  onOpen,
}: {
  readonly mayWrite: boolean;
  readonly mayScore: boolean;
  readonly texts: ActionTexts;
  readonly onOpen: (open: Open) => void;
}): null {
  useShortcuts({
    ...(mayWrite && {
      a: { label: texts.keys.assign, run: () => onOpen('assign') },
      s: { label: texts.keys.stage, run: () => onOpen('stage') },
    }),
    ...(mayScore && { c: { label: texts.keys.score, run: () => onOpen('score') } }),
  });
  return null;
}
