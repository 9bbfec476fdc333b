import type { ReactNode } from 'react';
import type { GraphError } from '../../graph/graph-error.ts';
import { useMessages } from '../../language/messages.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { MONITORING_MESSAGES } from './monitoring.messages.ts';
import { Refusal } from './refusal.tsx';

/**
 * A dialog that makes a change, with its refusal below the fields.
 *
 * @param action name of the button that makes it
 * @param change state of the mutation
 */
export function ChangeDialog({
  isOpen,
  onClose,
  title,
  action,
  change,
  onSubmit,
  children,
}: {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly action: string;
  readonly change: { readonly isPending: boolean; readonly error: GraphError | null | undefined };
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}): ReactNode {
  const { cancel } = useMessages(MONITORING_MESSAGES);
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={title}
      actions={
        <>
          <Button onClick={onClose}>{cancel}</Button>
          <Button kind="primary" isBusy={change.isPending} onClick={onSubmit}>
            {action}
          </Button>
        </>
      }
    >
      {children}
      <Refusal error={change.error} />
    </Dialog>
  );
}
