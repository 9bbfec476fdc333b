import { type DragEvent, type ReactNode, useEffect, useState } from 'react';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import styles from '../shared/models.module.css';
import { REGISTER_MESSAGES } from './register.messages.ts';
import own from './register.module.css';

/** Takes an ONNX file and a manifest: dropped, chosen with the mouse, or by keyboard. */
export function DropZone({
  mostBytes,
  onFiles,
}: {
  readonly mostBytes: number;
  readonly onFiles: (files: readonly File[]) => void;
}): ReactNode {
  const texts = useMessages(REGISTER_MESSAGES);
  const format = useFormat();
  const [isOver, setOver] = useState(false);
  useNoNavigation();
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    onFiles([...event.dataTransfer.files]);
  };
  return (
    <label
      className={own.zone}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <strong>{texts.drop}</strong>
      <span className={styles.hint}>{texts.limits(format.bytes(mostBytes))}</span>
      <input
        type="file"
        className={own.input}
        multiple
        accept=".onnx,.json"
        onChange={({ target }) => {
          onFiles([...(target.files ?? [])]);
          // the same file again, after it was mended, is a change too
          target.value = '';
        }}
      />
    </label>
  );
}

/** A file that is dropped beside the zone would replace the page. */
function useNoNavigation(): void {
  useEffect(() => {
    const ignore = (event: Event): void => event.preventDefault();
    window.addEventListener('dragover', ignore);
    window.addEventListener('drop', ignore);
    return () => {
      window.removeEventListener('dragover', ignore);
      window.removeEventListener('drop', ignore);
    };
  }, []);
}
