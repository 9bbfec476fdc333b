import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { DataBatchCancelDocument, DataBatchProgressDocument } from '../../graph/generated/graphql.ts';
import { useChange, useLive } from '../../graph/use-graph.ts';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { useRight } from '../../session/rights.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { notify } from '../../ui/notices.tsx';
import { Progress } from '../../ui/progress.tsx';
import { ChangeFault } from '../shared/change-fault.tsx';
import shared from '../shared/data.module.css';
import { Parts } from '../shared/parts.tsx';
import { BATCH_MESSAGES } from './batch.messages.ts';
import styles from './batch.module.css';
import { type BatchJobFacts, type BatchJobProgress, latestOf } from './job-figures.ts';
import { JobName } from './job-name.tsx';

/** A job that waits or runs, with its progress as it comes. */
export function ActiveJob({ job: listed }: { readonly job: BatchJobFacts }): ReactNode {
  const texts = useMessages(BATCH_MESSAGES);
  const queries = useQueryClient();
  const [live, setLive] = useState<BatchJobProgress>();
  const refusal = useLive(DataBatchProgressDocument, { id: listed.id }, ({ batchProgress }) => {
    if (!batchProgress) return undefined;
    setLive(batchProgress);
    const { status } = batchProgress;
    if (status !== 'QUEUED' && status !== 'RUNNING') {
      notify(status === 'FAILED' ? 'failed' : 'done', texts.ended[status]);
      void queries.invalidateQueries();
    }
    return undefined;
  });
  const job = latestOf(listed, live);
  return (
    <li className={styles.job}>
      <div className={styles.jobHead}>
        <JobName job={job} />
        <span className={shared.row}>
          <Badge tone={job.status === 'RUNNING' ? 'info' : 'neutral'}>{texts.status[job.status]}</Badge>
          <Cancel job={job} />
        </span>
      </div>
      <JobProgress job={job} />
      <ChangeFault error={refusal} />
    </li>
  );
}

function JobProgress({ job }: { readonly job: BatchJobFacts }): ReactNode {
  const texts = useMessages(BATCH_MESSAGES);
  const format = useFormat();
  const { status, rows, rowsDone, progress, rowsPerSecond, secondsLeft } = job;
  const label = texts.progressOf(texts.kind[job.kind]);
  if (status === 'QUEUED')
    return (
      <Progress label={label} share={0}>
        {texts.queued}
      </Progress>
    );
  const parts = [
    rows > 0 && texts.rowsOf(format.number(rowsDone), format.number(rows)),
    rows > 0 && format.percent(progress, 0),
    rowsPerSecond !== null && texts.perSecond(format.number(rowsPerSecond)),
    secondsLeft !== null && texts.left(format.duration(secondsLeft * 1_000)),
  ];
  return (
    <Progress label={label} share={rows > 0 ? progress : undefined}>
      <Parts of={parts} />
    </Progress>
  );
}

function Cancel({ job }: { readonly job: BatchJobFacts }): ReactNode {
  const texts = useMessages(BATCH_MESSAGES);
  const [isOpen, setOpen] = useState(false);
  const cancel = useChange(DataBatchCancelDocument);
  if (!useRight('scores:write')) return null;
  const send = (): void =>
    cancel.mutate(
      { id: job.id },
      {
        onSuccess() {
          notify('done', texts.cancelled);
          setOpen(false);
        },
      },
    );
  return (
    <>
      <Button onClick={() => setOpen(true)}>{texts.cancelJob}</Button>
      <Dialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={texts.cancelTitle}
        actions={
          <>
            <Button onClick={() => setOpen(false)}>{texts.keep}</Button>
            <Button kind="danger" isBusy={cancel.isPending} onClick={send}>
              {texts.cancelJob}
            </Button>
          </>
        }
      >
        <JobName job={job} />
        <p>{texts.cancelEffect}</p>
        <ChangeFault error={cancel.error} />
      </Dialog>
    </>
  );
}
