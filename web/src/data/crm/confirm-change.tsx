import { type ReactNode, useState } from 'react';
import type { GraphError } from '../../graph/graph-error.ts';
import { useMessages } from '../../language/messages.ts';
import { Button, type ButtonKind } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ChangeFault } from '../shared/change-fault.tsx';
import { DATA_MESSAGES } from '../shared/data.messages.ts';

/** A button whose change is described and confirmed in a dialog before it is sent. */
export function ConfirmChange({
  name,
  title,
  effect,
  kind = 'plain',
  change,
  onConfirm,
}: {
  readonly name: string;
  readonly title: string;
  readonly effect: ReactNode;
  readonly kind?: ButtonKind;
  readonly change: { readonly isPending: boolean; readonly error: GraphError | null };
  /** Sends the change, and calls `close` once it is done. */
  readonly onConfirm: (close: () => void) => void;
}): ReactNode {
  const { cancel } = useMessages(DATA_MESSAGES);
  const [isOpen, setOpen] = useState(false);
  const close = (): void => setOpen(false);
  return (
    <>
      <Button kind={kind} onClick={() => setOpen(true)}>
        {name}
      </Button>
      <Dialog
        isOpen={isOpen}
        onClose={close}
        title={title}
        actions={
          <>
            <Button onClick={close}>{cancel}</Button>
            <Button
              kind={kind === 'danger' ? 'danger' : 'primary'}
              isBusy={change.isPending}
              onClick={() => onConfirm(close)}
            >
              {name}
            </Button>
          </>
        }
      >
        <p>{effect}</p>
        <ChangeFault error={change.error} />
      </Dialog>
    </>
  );
}
