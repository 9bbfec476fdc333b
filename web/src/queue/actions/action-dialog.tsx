import type { ReactNode } from 'react';
import { GraphError } from '../../graph/graph-error.ts';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import type { Selection } from '../list/selection.ts';
import { ACTION_MESSAGES } from './actions.messages.ts';
import styles from './actions.module.css';
import type { Progress } from './batches.ts';
import type { Action } from './use-action.ts';

/** Code of a change that is based on an earlier version of the lead. */
export const CONFLICT = 'LEAD_VERSION_CONFLICT';

const NAMED = 5;
const MOST_LISTED = 200;

/** A dialog about the selected leads: which they are, the choice, then the progress and what was refused. */
export function ActionDialog({
  isOpen,
  onClose,
  title,
  selection,
  action,
  submit,
  onSubmit,
  onOverwrite,
  children,
}: {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly selection: Selection;
  readonly action: Action;
  /** text of the main button */
  readonly submit: string;
  readonly onSubmit: () => void;
  /** Changes leads that somebody changed meanwhile. */
  readonly onOverwrite?: (ids: readonly string[]) => void;
  readonly children: ReactNode;
}): ReactNode {
  const texts = useMessages(ACTION_MESSAGES);
  const { progress } = action;
  const isRunning = progress?.isRunning === true;
  const isDone = progress !== undefined && !isRunning;
  const close = (): void => {
    action.stop();
    action.reset();
    onClose();
  };
  return (
    <Dialog
      isOpen={isOpen}
      onClose={close}
      title={title}
      actions={
        <>
          {isRunning && <Button onClick={action.stop}>{texts.stop}</Button>}
          {!isRunning && <Button onClick={close}>{isDone ? texts.close : texts.cancel}</Button>}
          {!isDone && (
            <Button kind="primary" isBusy={isRunning} onClick={onSubmit}>
              {submit}
            </Button>
          )}
        </>
      }
    >
      {!progress && <Chosen selection={selection} />}
      {!progress && children}
      {progress && <Outcome progress={progress} selection={selection} onOverwrite={onOverwrite} />}
    </Dialog>
  );
}

function Chosen({ selection }: { readonly selection: Selection }): ReactNode {
  const texts = useMessages(ACTION_MESSAGES);
  const format = useFormat();
  const named = [...selection].slice(0, NAMED);
  const others = selection.size - named.length;
  return (
    <ul className={styles.chosen} aria-label={texts.leads}>
      {named.map(([id, { label }]) => (
        <li key={id}>
          <bdi>{label}</bdi>
        </li>
      ))}
      {others > 0 && <li>{texts.andMore(others, format.number(others))}</li>}
    </ul>
  );
}

function Outcome({
  progress: { total, done, refusals, isRunning, failure },
  selection,
  onOverwrite,
}: {
  readonly progress: Progress;
  readonly selection: Selection;
  readonly onOverwrite: ((ids: readonly string[]) => void) | undefined;
}): ReactNode {
  const texts = useMessages(ACTION_MESSAGES);
  const format = useFormat();
  const changed = done - refusals.length;
  const conflicts = refusals.filter(({ code }) => code === CONFLICT).map(({ leadId }) => leadId);
  return (
    <>
      <div className={styles.progress}>
        <progress value={done} max={total} aria-label={texts.progress} />
        <span>{texts.doneOf(format.number(done), format.number(total))}</span>
      </div>
      {!isRunning && <p role="status">{texts.succeeded(changed, format.number(changed))}</p>}
      {failure && (
        <p role="alert" className={styles.fault}>
          {texts.failed} {failure instanceof GraphError && <code>{failure.code}</code>} <bdi>{failure.message}</bdi>
        </p>
      )}
      {refusals.length > 0 && (
        <section>
          <h3>{texts.refused(refusals.length, format.number(refusals.length))}</h3>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable by keyboard */}
          <ul className={styles.refusals} tabIndex={0}>
            {refusals.slice(0, MOST_LISTED).map(({ leadId, code, message }) => (
              <li key={leadId}>
                <bdi>{selection.get(leadId)?.label ?? leadId}</bdi> <code>{code}</code> <bdi>{message}</bdi>
              </li>
            ))}
          </ul>
        </section>
      )}
      {!isRunning && onOverwrite && conflicts.length > 0 && (
        <div className={styles.conflict}>
          <p>{texts.conflicts(conflicts.length, format.number(conflicts.length))}</p>
          <Button kind="danger" onClick={() => onOverwrite(conflicts)}>
            {texts.overwrite}
          </Button>
        </div>
      )}
    </>
  );
}
