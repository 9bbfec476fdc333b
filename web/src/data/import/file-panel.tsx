import type { ReactNode } from 'react';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { Button } from '../../ui/button.tsx';
import { SelectField } from '../../ui/field.tsx';
import { Panel } from '../../ui/panel.tsx';
import shared from '../shared/data.module.css';
import { DELIMITERS, type Delimiter, ENCODINGS, type Encoding } from './csv/dialect.ts';
import type { ImportSource } from './rows/import-source.ts';
import { chooseFile, forgetFile } from './state/choose-file.ts';
import { IMPORT_MESSAGES } from './words/import.messages.ts';

/** The chosen file, and how it is written: found out, and open to correction. */
export function FilePanel({ source: { file, dialect } }: { readonly source: ImportSource }): ReactNode {
  const texts = useMessages(IMPORT_MESSAGES);
  const format = useFormat();
  return (
    <Panel title={texts.file} actions={<Button onClick={forgetFile}>{texts.chooseOther}</Button>}>
      <p>
        <bdi className={shared.strong}>{file.name}</bdi> · {format.bytes(file.size)}
      </p>
      <div className={shared.filters}>
        <SelectField
          label={texts.encoding}
          value={dialect.encoding}
          onChange={({ target }) => void chooseFile(file, { ...dialect, encoding: target.value as Encoding })}
        >
          {ENCODINGS.map((encoding) => (
            <option key={encoding} value={encoding}>
              {texts.encodings[encoding]}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={texts.delimiter}
          value={dialect.delimiter}
          onChange={({ target }) => void chooseFile(file, { ...dialect, delimiter: target.value as Delimiter })}
        >
          {DELIMITERS.map((delimiter) => (
            <option key={delimiter} value={delimiter}>
              {texts.delimiters[delimiter]}
            </option>
          ))}
        </SelectField>
      </div>
    </Panel>
  );
}
