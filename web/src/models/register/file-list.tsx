import type { ReactNode } from 'react';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { Button } from '../../ui/button.tsx';
import styles from '../shared/models.module.css';
import type { FileFault } from './model-file.ts';
import type { Chosen, ChosenFile } from './read-files.ts';
import { REGISTER_MESSAGES } from './register.messages.ts';
import own from './register.module.css';

/** Chosen files, with the reason where the page refuses one. */
export function FileList({
  chosen,
  onRemove,
}: {
  readonly chosen: Chosen;
  readonly onRemove: (part: keyof Chosen) => void;
}): ReactNode {
  const texts = useMessages(REGISTER_MESSAGES);
  return (
    <ul className={own.files} aria-live="polite">
      <Item name={texts.onnx} file={chosen.onnx} onRemove={() => onRemove('onnx')} />
      <Item name={texts.manifest} file={chosen.manifest} onRemove={() => onRemove('manifest')} />
    </ul>
  );
}

function Item({
  name,
  file,
  onRemove,
}: {
  readonly name: string;
  readonly file: ChosenFile | undefined;
  readonly onRemove: () => void;
}): ReactNode {
  const texts = useMessages(REGISTER_MESSAGES);
  const format = useFormat();
  const faultText = useFaultText();
  return (
    <li className={own.file}>
      <strong>{name}</strong>
      {file ? (
        <>
          <bdi className={styles.mono}>{file.name}</bdi>
          <span>{format.bytes(file.size)}</span>
          <Button kind="quiet" aria-label={texts.remove(file.name)} onClick={onRemove}>
            ×
          </Button>
          {file.fault && (
            <p className={own.fault}>
              <bdi>{faultText(file.fault)}</bdi>
            </p>
          )}
        </>
      ) : (
        <span className={styles.hint}>{texts.missing}</span>
      )}
    </li>
  );
}

function useFaultText(): (fault: FileFault) => string {
  const texts = useMessages(REGISTER_MESSAGES).fault;
  const format = useFormat();
  return (fault) => {
    switch (fault.kind) {
      case 'TOO_LARGE':
        return texts.TOO_LARGE(format.bytes(fault.found), format.bytes(fault.most));
      case 'OTHER_FORMAT':
        return texts.OTHER_FORMAT(fault.format);
      case 'NOT_JSON':
        return texts.NOT_JSON(fault.message);
      default:
        return texts[fault.kind];
    }
  };
}
