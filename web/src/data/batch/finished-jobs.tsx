import type { ReactNode } from 'react';
import { type Formats, useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Ago } from '../../ui/time.tsx';
import shared from '../shared/data.module.css';
import { BATCH_MESSAGES, type BatchTexts } from './batch.messages.ts';
import styles from './batch.module.css';
import { averageRate, type BatchJobFacts, runMs, skippedRows } from './job-figures.ts';
import { JobName } from './job-name.tsx';

const TONES: Readonly<Record<BatchJobFacts['status'], Tone>> = {
  QUEUED: 'neutral',
  RUNNING: 'info',
  SUCCEEDED: 'good',
  CANCELLED: 'neutral',
  FAILED: 'bad',
};

/** Jobs that ended: their result, what they wrote, and how fast they were. */
export function FinishedJobs({ jobs }: { readonly jobs: readonly BatchJobFacts[] }): ReactNode {
  const texts = useMessages(BATCH_MESSAGES);
  const format = useFormat();
  return (
    <DataTable
      caption={texts.finishedCaption}
      isCaptionHidden
      columns={columns(texts, format)}
      rows={jobs}
      keyOf={({ id }) => id}
    />
  );
}

function columns(texts: BatchTexts, format: Formats): readonly Column<BatchJobFacts>[] {
  return [
    { name: texts.state, cell: (job) => <Badge tone={TONES[job.status]}>{texts.status[job.status]}</Badge> },
    { name: texts.job, cell: (job) => <JobWithFault job={job} /> },
    { name: texts.started, cell: ({ requestedAt }) => <Ago time={requestedAt} /> },
    {
      name: texts.rows,
      isNumber: true,
      cell: ({ rows, rowsDone }) =>
        rows === rowsDone ? format.number(rows) : texts.rowsOf(format.number(rowsDone), format.number(rows)),
    },
    {
      name: texts.took,
      isNumber: true,
      cell: (job) => <span data-volatile="">{shown(runMs(job), (value) => format.duration(value))}</span>,
    },
    {
      name: texts.throughput,
      isNumber: true,
      cell: (job) => (
        <span data-volatile="">{shown(averageRate(job), (rate) => texts.perSecond(format.number(rate)))}</span>
      ),
    },
    { name: texts.written, cell: (job) => <Written job={job} /> },
  ];
}

function shown(value: number | undefined, show: (value: number) => string): string {
  return value === undefined ? '–' : show(value);
}

function JobWithFault({ job }: { readonly job: BatchJobFacts }): ReactNode {
  const { errorCode, message } = job;
  return (
    <div className={`${shared.cell} ${shared.sentence}`}>
      <JobName job={job} />
      {(errorCode ?? message) && (
        <span className={errorCode ? shared.trouble : shared.note}>
          <span>
            {errorCode && <code>{errorCode}</code>} <bdi>{message}</bdi>
          </span>
        </span>
      )}
    </div>
  );
}

function Written({ job }: { readonly job: BatchJobFacts }): ReactNode {
  const texts = useMessages(BATCH_MESSAGES);
  const format = useFormat();
  const skipped = skippedRows(job);
  return (
    <span className={shared.cell}>
      {job.outputs.includes('LOG') && <span>{texts.recorded(format.number(job.recorded))}</span>}
      {job.outputs.includes('LAKE') && <span>{texts.appended(format.number(job.appended))}</span>}
      {skipped > 0 && (
        <details className={styles.skips}>
          <summary>{texts.skipped(skipped, format.number(skipped))}</summary>
          <ul>
            {job.skipped.map(({ reason, rows }) => (
              <li key={reason}>
                {texts.reason[reason]}: {format.number(rows)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </span>
  );
}
