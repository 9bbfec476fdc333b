import type { ReactNode } from 'react';
import { DataBatchImportDocument } from '../../graph/generated/graphql.ts';
import { useChange } from '../../graph/use-graph.ts';
import { useMessages } from '../../language/messages.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useDraft } from '../../ui/draft.ts';
import { TextField } from '../../ui/field.tsx';
import { notify } from '../../ui/notices.tsx';
import { ChangeFault } from '../shared/change-fault.tsx';
import { DATA_MESSAGES } from '../shared/data.messages.ts';
import { BATCH_MESSAGES } from './batch.messages.ts';

/** Asks for the run of another engine whose predictions are imported. */
export function ImportDialog({
  isOpen,
  onClose,
}: {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}): ReactNode {
  const texts = useMessages(BATCH_MESSAGES);
  const { cancel } = useMessages(DATA_MESSAGES);
  const [jobId, setJobId, forgetJobId] = useDraft('data-batch-import');
  const start = useChange(DataBatchImportDocument);
  const send = (): void =>
    start.mutate(
      { input: { jobId: jobId.trim() } },
      {
        onSuccess() {
          forgetJobId();
          notify('done', texts.importDone);
          onClose();
        },
      },
    );
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={texts.importTitle}
      actions={
        <>
          <Button onClick={onClose}>{cancel}</Button>
          <Button kind="primary" isBusy={start.isPending} disabled={jobId.trim() === ''} onClick={send}>
            {texts.importNow}
          </Button>
        </>
      }
    >
      <p>{texts.importEffect}</p>
      <TextField
        label={texts.importId}
        hint={texts.importHint}
        dir="ltr"
        required
        value={jobId}
        onChange={(event) => setJobId(event.target.value)}
      />
      <ChangeFault error={start.error} />
    </Dialog>
  );
}
