import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { LeadFilter } from '../../graph/generated/graphql.ts';
import { GraphError } from '../../graph/graph-error.ts';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { useRight } from '../../session/rights.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SelectField } from '../../ui/field.tsx';
import { notify } from '../../ui/notices.tsx';
import type { Total } from '../state/use-total.ts';
import { EXPORT_FORMATS, type ExportFormat, exportAddress } from '../view/export-address.ts';
import { ACTION_MESSAGES } from './actions.messages.ts';
import styles from './actions.module.css';
import { downloadFile, openSink } from './export-file.ts';

interface ExportProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly filter: LeadFilter;
  readonly total: Total;
}

/** Exports the leads of a view as a file. */
export function ExportDialog({ isOpen, onClose, filter, total }: ExportProps): ReactNode {
  const texts = useMessages(ACTION_MESSAGES);
  const seesPeople = useRight('leads:pii');
  const [format, setFormat] = useState<ExportFormat>('csv');
  const address = exportAddress(filter, format);
  const { bytes, fault, start, stop } = useDownload(address, `leads.${format}`, onClose);
  const isRunning = bytes !== undefined;
  const formats = useFormat();
  const close = (): void => {
    stop();
    onClose();
  };
  return (
    <Dialog
      isOpen={isOpen}
      onClose={close}
      title={texts.exportTitle}
      actions={
        <>
          <Button onClick={close}>{texts.cancel}</Button>
          <Button kind="primary" isBusy={isRunning} onClick={() => void start()}>
            {texts.exportStart}
          </Button>
        </>
      }
    >
      <p>{texts.exportNote(useLeadsText(total))}</p>
      {total.count === 0 && <p className={styles.note}>{texts.exportEmpty}</p>}
      <p className={seesPeople ? styles.warning : styles.note}>
        {seesPeople ? texts.exportPersonal : texts.exportMasked}
      </p>
      <SelectField
        label={texts.format}
        value={format}
        disabled={isRunning}
        onChange={({ target }) => setFormat(target.value as ExportFormat)}
      >
        {EXPORT_FORMATS.map((each) => (
          <option key={each} value={each}>
            {texts.formats[each]}
          </option>
        ))}
      </SelectField>
      {isRunning && (
        <div className={styles.progress}>
          <progress aria-label={texts.progress} />
          <span data-volatile="">{texts.received(formats.bytes(bytes))}</span>
        </div>
      )}
      {fault && (
        <p role="alert" className={styles.fault}>
          {texts.broken} {fault instanceof GraphError && <code>{fault.code}</code>} <bdi>{fault.message}</bdi>
        </p>
      )}
    </Dialog>
  );
}

function useLeadsText({ count, isExact }: Total): string {
  const texts = useMessages(ACTION_MESSAGES);
  const format = useFormat();
  if (count === undefined) return texts.exportAll;
  return isExact ? texts.exportLeads(count, format.number(count)) : texts.exportMany(format.number(count));
}

/** A download with its progress; it ends with the dialog. */
function useDownload(
  address: string,
  file: string,
  onDone: () => void,
): {
  /** received so far; undefined while none runs */
  readonly bytes: number | undefined;
  readonly fault: Error | undefined;
  readonly start: () => Promise<void>;
  readonly stop: () => void;
} {
  const texts = useMessages(ACTION_MESSAGES);
  const format = useFormat();
  const [bytes, setBytes] = useState<number>();
  const [fault, setFault] = useState<Error>();
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);
  const start = async (): Promise<void> => {
    const control = new AbortController();
    running.current = control;
    setFault(undefined);
    try {
      const sink = await openSink(file);
      setBytes(0);
      const size = await downloadFile(address, sink, setBytes, control.signal);
      notify('done', texts.exported(file, format.bytes(size)));
      onDone();
    } catch (error) {
      // the reader chose no place, or closed the dialog
      if ((error as Error).name !== 'AbortError') setFault(error as Error);
    } finally {
      setBytes(undefined);
    }
  };
  return {
    bytes,
    fault,
    start,
    stop() {
      running.current?.abort();
      setFault(undefined);
    },
  };
}
