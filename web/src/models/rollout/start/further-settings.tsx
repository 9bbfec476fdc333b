import type { ReactNode } from 'react';
import { useFormat } from '../../../language/format.ts';
import { useMessages } from '../../../language/messages.ts';
import { TextField } from '../../../ui/field.tsx';
import { Disclosure } from '../../shared/disclosure.tsx';
import styles from '../../shared/models.module.css';
import { refusedAt } from './refused-place.ts';
import { SETTINGS_MESSAGES } from './settings.messages.ts';
import { START_MESSAGES } from './start.messages.ts';
import { DEFAULTS, hasOwnFurther, isAnswering, treatmentsOf } from './start-draft.ts';
import { furtherFaults, isFurtherFit } from './start-faults.ts';
import type { StartPart, VersionsPart } from './start-part.ts';
import { VersionSharesEditor } from './version-shares-editor.tsx';

type FieldName = 'replayRows' | 'holdout' | 'effect';

/** Settings that few rollouts change, each with its default: trip-wires, shadows, replay, hidden scores, effect. */
export function FurtherSettings({
  draft,
  onChange,
  candidates,
  refused,
}: StartPart & Pick<VersionsPart, 'candidates'>): ReactNode {
  const texts = useMessages(SETTINGS_MESSAGES);
  const { defaults, changed } = useMessages(START_MESSAGES);
  const faults = furtherFaults(draft);
  const names: readonly FieldName[] = [
    ...(isAnswering(draft.strategy) ? (['replayRows'] as const) : []),
    'holdout',
    ...(draft.strategy === 'AB_TEST' ? (['effect'] as const) : []),
  ];
  const places = ['failures', 'p95Ms', ...names, ...draft.shadows.map(({ version }) => `version ${version}`)];
  const isRefused = places.some((place) => refusedAt(refused, place) !== undefined);
  return (
    <Disclosure
      summary={`${texts.further} (${hasOwnFurther(draft) ? changed : defaults})`}
      hasFault={isRefused || !isFurtherFit(faults)}
    >
      <div className={styles.stack}>
        {isAnswering(draft.strategy) && <TripWires draft={draft} onChange={onChange} refused={refused} />}
        <fieldset className={styles.fieldset}>
          <legend>{texts.shadows}</legend>
          <p className={styles.hint}>{texts.shadowsHint}</p>
          <VersionSharesEditor
            rows={draft.shadows}
            faults={faults.shadows}
            refused={refused}
            candidates={candidates}
            taken={treatmentsOf(draft).map(({ version }) => version)}
            names={{
              row: texts.shadow,
              remove: texts.removeShadow,
              add: texts.addShadow,
              share: texts.shadowShare,
              range: texts.shadowRange,
            }}
            firstShare="100"
            onChange={(shadows) => onChange({ ...draft, shadows })}
          />
        </fieldset>
        <div className={styles.wideFields}>
          {names.map((name) => (
            <TextField
              key={name}
              label={texts.field[name]}
              hint={texts.byDefault(DEFAULTS[name] || texts.none)}
              inputMode="decimal"
              value={draft[name]}
              fault={faults[name] ? texts.range[name] : refusedAt(refused, name)}
              onChange={({ target }) => onChange({ ...draft, [name]: target.value })}
            />
          ))}
        </div>
      </div>
    </Disclosure>
  );
}

function TripWires({ draft, onChange, refused }: StartPart): ReactNode {
  const texts = useMessages(SETTINGS_MESSAGES);
  const format = useFormat();
  const faults = furtherFaults(draft);
  return (
    <fieldset className={styles.fieldset}>
      <legend>{texts.tripWires}</legend>
      <div className={styles.wideFields}>
        {(['failures', 'p95Ms'] as const).map((name) => (
          <TextField
            key={name}
            label={texts.field[name]}
            hint={texts.byDefault(format.number(Number(DEFAULTS.tripWires[name])))}
            inputMode="decimal"
            value={draft.tripWires[name]}
            fault={faults[name] ? texts.range[name] : refusedAt(refused, name)}
            onChange={({ target }) => onChange({ ...draft, tripWires: { ...draft.tripWires, [name]: target.value } })}
          />
        ))}
      </div>
    </fieldset>
  );
}
