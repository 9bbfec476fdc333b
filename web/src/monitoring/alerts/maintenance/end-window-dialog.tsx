import { type ReactNode, useState } from 'react';
import { serverNow } from '../../../clock/server-clock.ts';
import { MonitoringSetMaintenanceDocument } from '../../../graph/generated/graphql.ts';
import { useChange } from '../../../graph/use-graph.ts';
import { useMessages } from '../../../language/messages.ts';
import { useDraft } from '../../../ui/draft.ts';
import { notify } from '../../../ui/notices.tsx';
import { ChangeDialog } from '../../common/change-dialog.tsx';
import { ReasonField } from '../../common/reason-field.tsx';
import { MAINTENANCE_MESSAGES } from './maintenance.messages.ts';
import type { MaintenanceWindow } from './maintenance-view.tsx';
import { endedTimes, windowState } from './window-state.ts';

/** Ends a maintenance window now, with the reason. */
export function EndWindowDialog({
  window,
  isOpen,
  onClose,
}: {
  readonly window: MaintenanceWindow;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}): ReactNode {
  const texts = useMessages(MAINTENANCE_MESSAGES);
  const [reason, setReason, forget] = useDraft(`maintenance ${window.id}`);
  const [isAsked, setAsked] = useState(false);
  const set = useChange(MonitoringSetMaintenanceDocument);
  const submit = (): void => {
    setAsked(true);
    if (reason.trim() === '') return;
    set.mutate(
      { window: { id: window.id, scope: window.scope, ...endedTimes(window, serverNow()) }, reason },
      {
        onSuccess: () => {
          notify('done', texts.ended);
          forget();
          onClose();
        },
      },
    );
  };
  return (
    <ChangeDialog
      isOpen={isOpen}
      onClose={onClose}
      title={texts.endTitle}
      action={texts.end}
      change={set}
      onSubmit={submit}
    >
      <p>{windowState(window, serverNow()) === 'PLANNED' ? texts.cancelEffect : texts.endEffect}</p>
      <ReasonField reason={reason} onChange={setReason} isAsked={isAsked} />
    </ChangeDialog>
  );
}
