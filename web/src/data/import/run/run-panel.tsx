import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useFormat } from '../../../language/format.ts';
import { useMessages } from '../../../language/messages.ts';
import { useStore } from '../../../store/store.ts';
import { Badge, type Tone } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { DataTable } from '../../../ui/data-table.tsx';
import { Figure, Figures, Panel } from '../../../ui/panel.tsx';
import { Progress } from '../../../ui/progress.tsx';
import { ChangeFault } from '../../shared/change-fault.tsx';
import shared from '../../shared/data.module.css';
import { Parts } from '../../shared/parts.tsx';
import { runFigures } from '../send/run-figures.ts';
import { MOST_REFUSALS, type RunReport } from '../send/run-import.ts';
import { forgetFile } from '../state/choose-file.ts';
import { importState } from '../state/import-state.ts';
import { Download } from '../words/download.tsx';
import { IMPORT_MESSAGES } from '../words/import.messages.ts';
import { RowPages } from '../words/row-pages.tsx';
import { RUN_MESSAGES } from '../words/run.messages.ts';
import { cancelImport, pauseImport, resumeImport } from './import-runner.ts';

const TONES: Readonly<Record<RunReport['phase'], Tone>> = {
  RUNNING: 'info',
  WAITING: 'warn',
  PAUSED: 'neutral',
  STOPPED: 'bad',
  DONE: 'good',
  CANCELLED: 'neutral',
};

/** An import that runs or ran: progress, counts, throughput, and the rows that the gateway refused. */
export function RunPanel({ run, valid }: { readonly run: RunReport; readonly valid: number }): ReactNode {
  const texts = useMessages(RUN_MESSAGES);
  const isOver = run.phase === 'DONE' || run.phase === 'CANCELLED';
  return (
    <div className={shared.stack}>
      <Panel
        title={texts.run}
        actions={
          <span role="status">
            <Badge tone={TONES[run.phase]}>{texts.phase[run.phase]}</Badge>
          </span>
        }
      >
        <RunProgress run={run} valid={valid} />
        <RunCounts run={run} />
        <Notes phase={run.phase} />
        <ChangeFault error={run.fault} />
        <div className={shared.row}>{isOver ? <After run={run} /> : <Controls phase={run.phase} />}</div>
      </Panel>
      {run.refused > 0 && <Refusals run={run} />}
    </div>
  );
}

function RunProgress({ run, valid }: { readonly run: RunReport; readonly valid: number }): ReactNode {
  const texts = useMessages(RUN_MESSAGES);
  const format = useFormat();
  const { share, perSecond, leftMs } = runFigures(run, valid);
  const parts = [
    texts.progressText(format.number(run.sent), format.number(valid)),
    format.percent(share, 0),
    perSecond !== undefined && texts.perSecond(format.number(perSecond)),
    leftMs !== undefined && texts.left(format.duration(leftMs)),
  ];
  return (
    <Progress label={texts.progress} share={share}>
      <Parts of={parts} />
    </Progress>
  );
}

function RunCounts({ run }: { readonly run: RunReport }): ReactNode {
  const texts = useMessages(RUN_MESSAGES);
  const format = useFormat();
  return (
    <Figures>
      <Figure name={texts.created}>{format.number(run.created)}</Figure>
      <Figure name={texts.known}>{format.number(run.known)}</Figure>
      <Figure name={texts.updated}>{format.number(run.updated)}</Figure>
      <Figure name={texts.refused}>{format.number(run.refused)}</Figure>
      <Figure name={texts.took}>{format.duration(run.activeMs)}</Figure>
    </Figures>
  );
}

function Notes({ phase }: { readonly phase: RunReport['phase'] }): ReactNode {
  const texts = useMessages(RUN_MESSAGES);
  if (phase === 'RUNNING' || phase === 'PAUSED') return <p className={shared.note}>{texts.keepOpen}</p>;
  if (phase === 'WAITING') return <p className={shared.note}>{texts.waitingNote}</p>;
  if (phase === 'STOPPED') return <p className={shared.warning}>{texts.stoppedNote}</p>;
  return null;
}

function Controls({ phase }: { readonly phase: RunReport['phase'] }): ReactNode {
  const texts = useMessages(RUN_MESSAGES);
  const isHeld = phase === 'PAUSED' || phase === 'STOPPED';
  return (
    <>
      <Button kind={isHeld ? 'primary' : 'plain'} onClick={isHeld ? resumeImport : pauseImport}>
        {isHeld ? texts.resume : texts.pause}
      </Button>
      <Button kind="danger" onClick={cancelImport}>
        {texts.cancel}
      </Button>
    </>
  );
}

function After({ run }: { readonly run: RunReport }): ReactNode {
  const texts = useMessages(RUN_MESSAGES);
  const format = useFormat();
  return (
    <>
      <span role="status">{texts.summary(run.created, format.number(run.created))}</span>
      <Link href="/">{texts.toQueue}</Link>
      <Button onClick={forgetFile}>{texts.another}</Button>
    </>
  );
}

function Refusals({ run }: { readonly run: RunReport }): ReactNode {
  const texts = useMessages(RUN_MESSAGES);
  const { row: rowName, rejectsNote, downloadNote } = useMessages(IMPORT_MESSAGES);
  const format = useFormat();
  const { source } = useStore(importState);
  return (
    <Panel
      title={texts.refusals}
      actions={run.file && <Download file={run.file} name={source?.file.name ?? ''} text={texts.downloadRefused} />}
    >
      {run.refused > MOST_REFUSALS && <p className={shared.note}>{rejectsNote(format.number(MOST_REFUSALS))}</p>}
      <RowPages rows={run.refusals}>
        {(rows) => (
          <DataTable
            caption={texts.refusalsCaption}
            isCaptionHidden
            columns={[
              { name: rowName, isNumber: true, cell: ({ row }) => format.number(row) },
              { name: texts.code, cell: ({ code }) => <code>{code}</code> },
              {
                name: texts.message,
                cell: ({ message }) => (
                  <div className={shared.sentence}>
                    <bdi>{message}</bdi>
                  </div>
                ),
              },
            ]}
            rows={rows}
            keyOf={({ row }) => String(row)}
          />
        )}
      </RowPages>
      <p className={shared.note}>{downloadNote}</p>
    </Panel>
  );
}
