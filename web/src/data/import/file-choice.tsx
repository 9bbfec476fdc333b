import { type ReactNode, useId, useState } from 'react';
import { useMessages } from '../../language/messages.ts';
import { chooseFile } from './state/choose-file.ts';
import { IMPORT_MESSAGES } from './words/import.messages.ts';
import styles from './words/import.module.css';

/** A place where a file is dropped or chosen. */
export function FileChoice(): ReactNode {
  const texts = useMessages(IMPORT_MESSAGES);
  const id = useId();
  const [isOver, setOver] = useState(false);
  const take = (files: FileList | null): void => {
    const file = files?.[0];
    if (file) void chooseFile(file);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is the mouse's other way to the file field inside
    <div
      className={styles.drop}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files);
      }}
    >
      <p className={styles.dropTitle}>{texts.drop}</p>
      <input
        id={id}
        type="file"
        accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values"
        className={styles.fileInput}
        onChange={(event) => take(event.target.files)}
      />
      <label htmlFor={id} className={styles.fileLabel}>
        {texts.choose}
      </label>
      <p className={styles.dropNote}>{texts.dropHow}</p>
    </div>
  );
}
