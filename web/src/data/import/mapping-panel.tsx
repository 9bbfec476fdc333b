import type { ReactNode } from 'react';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { CheckField, SelectField } from '../../ui/field.tsx';
import { Panel } from '../../ui/panel.tsx';
import shared from '../shared/data.module.css';
import type { ImportSource } from './rows/import-source.ts';
import { LEAD_FIELDS, type LeadField } from './rows/lead-field.ts';
import { guessTimeFormat, TIME_FORMATS, type TimeFormat, ZONES, type Zone } from './rows/parse-time.ts';
import { changeSettings } from './state/choose-file.ts';
import type { ImportSettings } from './state/import-state.ts';
import { IMPORT_MESSAGES } from './words/import.messages.ts';
import styles from './words/import.module.css';

interface MappingProps {
  readonly source: ImportSource;
  readonly settings: ImportSettings;
}

/** Which columns become which fields, and how their values are read. Each change checks the file anew. */
export function MappingPanel({ source, settings }: MappingProps): ReactNode {
  const texts = useMessages(IMPORT_MESSAGES);
  return (
    <Panel title={texts.mapping}>
      <p className={shared.note}>{texts.mappingNote}</p>
      <div className={styles.mapping}>
        {LEAD_FIELDS.map((field) => (
          <FieldChoice key={field} field={field} source={source} settings={settings} />
        ))}
      </div>
      {settings.mapping.id === undefined && <p className={shared.note}>{texts.noId}</p>}
      <Options settings={settings} />
    </Panel>
  );
}

function FieldChoice({ field, source, settings }: MappingProps & { readonly field: LeadField }): ReactNode {
  const texts = useMessages(IMPORT_MESSAGES);
  const format = useFormat();
  const column = settings.mapping[field];
  const example =
    column === undefined ? undefined : source.sample.find(({ cells }) => cells[column]?.trim())?.cells[column];
  const choose = (chosen: string): void => {
    const mapping = { ...settings.mapping };
    delete mapping[field];
    if (chosen !== '') mapping[field] = Number(chosen);
    const times =
      field === 'createdAt' && chosen !== '' && source.sample.map(({ cells }) => cells[Number(chosen)] ?? '');
    changeSettings({ ...settings, mapping, ...(times && { timeFormat: guessTimeFormat(times) }) });
  };
  return (
    <SelectField
      label={texts.field[field]}
      hint={example}
      value={column ?? ''}
      onChange={({ target }) => choose(target.value)}
    >
      <option value="">{texts.leaveOut}</option>
      {source.header.map((name, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place; names may occur twice
        <option key={place} value={place}>
          {texts.column(name, format.number(place + 1))}
        </option>
      ))}
    </SelectField>
  );
}

function Options({ settings }: Pick<MappingProps, 'settings'>): ReactNode {
  const texts = useMessages(IMPORT_MESSAGES);
  return (
    <fieldset className={shared.choice}>
      <legend>{texts.options}</legend>
      {settings.mapping.createdAt !== undefined && (
        <div className={shared.filters}>
          <SelectField
            label={texts.timeFormat}
            value={settings.timeFormat}
            onChange={({ target }) => changeSettings({ ...settings, timeFormat: target.value as TimeFormat })}
          >
            {TIME_FORMATS.map((each) => (
              <option key={each} value={each}>
                {texts.timeFormats[each]}
              </option>
            ))}
          </SelectField>
          <SelectField
            label={texts.zone}
            value={settings.zone}
            onChange={({ target }) => changeSettings({ ...settings, zone: target.value as Zone })}
          >
            {ZONES.map((each) => (
              <option key={each} value={each}>
                {texts.zones[each]}
              </option>
            ))}
          </SelectField>
        </div>
      )}
      <CheckField
        label={texts.codes}
        checked={settings.usesCodes}
        onChange={() => changeSettings({ ...settings, usesCodes: !settings.usesCodes })}
      />
      {settings.mapping.id !== undefined && (
        <CheckField
          label={texts.updates}
          checked={settings.updatesExisting}
          onChange={() => changeSettings({ ...settings, updatesExisting: !settings.updatesExisting })}
        />
      )}
    </fieldset>
  );
}
