import { type ReactNode, useState } from 'react';
import { serverNow } from '../../../clock/server-clock.ts';
import { MonitoringSetMaintenanceDocument } from '../../../graph/generated/graphql.ts';
import { useChange } from '../../../graph/use-graph.ts';
import { useMessages } from '../../../language/messages.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { useDraft } from '../../../ui/draft.ts';
import { TextArea } from '../../../ui/field.tsx';
import { notify } from '../../../ui/notices.tsx';
import { MONITORING_MESSAGES } from '../../common/monitoring.messages.ts';
import { Refusal } from '../../common/refusal.tsx';
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
  const shared = useMessages(MONITORING_MESSAGES);
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
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={texts.endTitle}
      actions={
        <>
          <Button onClick={onClose}>{shared.cancel}</Button>
          <Button kind="primary" isBusy={set.isPending} onClick={submit}>
            {texts.end}
          </Button>
        </>
      }
    >
      <p>{windowState(window, serverNow()) === 'PLANNED' ? texts.cancelEffect : texts.endEffect}</p>
      <TextArea
        label={shared.reason}
        hint={shared.reasonHint}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        fault={isAsked && reason.trim() === '' ? shared.reasonNeeded : undefined}
      />
      <Refusal error={set.error} />
    </Dialog>
  );
}
