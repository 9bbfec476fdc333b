import type { ReactNode } from 'react';
import { useFormat } from '../../../language/format.ts';
import { useMessages } from '../../../language/messages.ts';
import { Button } from '../../../ui/button.tsx';
import { SelectField, TextField } from '../../../ui/field.tsx';
import { FocusPlace } from '../../shared/focus-place.tsx';
import styles from '../../shared/models.module.css';
import { MODEL_WORDS } from '../../shared/words.messages.ts';
import type { Candidate } from './candidate.ts';
import { type RefusedPlace, refusedAt } from './refused-place.ts';
import { SETTINGS_MESSAGES } from './settings.messages.ts';
import own from './start.module.css';
import type { DraftVersion, VersionFault } from './version-shares.ts';

/** Texts of the rows of versions. */
export interface VersionRowTexts {
  readonly row: (number: string) => string;
  readonly remove: (number: string) => string;
  readonly add: string;
  readonly share: string;
  /** range of the share */
  readonly range: string;
}

/** Versions with their shares: arms of an A/B test, or shadows. */
export function VersionSharesEditor({
  rows,
  faults,
  refused,
  candidates,
  taken,
  names,
  firstShare,
  onChange,
}: {
  readonly rows: readonly DraftVersion[];
  readonly faults: readonly (VersionFault | undefined)[];
  readonly refused: RefusedPlace | undefined;
  readonly candidates: readonly Candidate[];
  /** versions that have another role already */
  readonly taken: readonly number[];
  readonly names: VersionRowTexts;
  /** share of a new row, percent */
  readonly firstShare: string;
  readonly onChange: (rows: readonly DraftVersion[]) => void;
}): ReactNode {
  const used = [...taken, ...rows.map(({ version }) => version)];
  const free = candidates.filter(({ version }) => !used.includes(version));
  const [next] = free;
  const format = useFormat();
  return (
    <FocusPlace state={rows.length}>
      {rows.map((row, index) => (
        <Row
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
          key={index}
          number={format.number(index + 1)}
          names={names}
          row={row}
          fault={faults[index]}
          refusal={refusedAt(refused, `version ${row.version}`)}
          candidates={candidates.filter((each) => each.version === row.version || free.includes(each))}
          onChange={(part) => onChange(rows.map((each, at) => (at === index ? { ...each, ...part } : each)))}
          onRemove={() => onChange(rows.filter((_, at) => at !== index))}
        />
      ))}
      {next && (
        <div className={styles.row}>
          <Button onClick={() => onChange([...rows, { version: next.version, share: firstShare }])}>{names.add}</Button>
        </div>
      )}
    </FocusPlace>
  );
}

function Row({
  number,
  names,
  row,
  fault,
  refusal,
  candidates,
  onChange,
  onRemove,
}: {
  readonly number: string;
  readonly names: VersionRowTexts;
  readonly row: DraftVersion;
  readonly fault: VersionFault | undefined;
  readonly refusal: string | undefined;
  readonly candidates: readonly Candidate[];
  readonly onChange: (part: Partial<DraftVersion>) => void;
  readonly onRemove: () => void;
}): ReactNode {
  const texts = useMessages(SETTINGS_MESSAGES);
  const words = useMessages(MODEL_WORDS);
  return (
    <fieldset className={styles.fieldset}>
      <legend>{names.row(number)}</legend>
      <div className={own.pair}>
        <SelectField
          label={texts.version}
          value={row.version}
          fault={fault === 'TWICE' ? texts.twice : refusal}
          onChange={({ target }) => onChange({ version: Number(target.value) })}
        >
          {candidates.map(({ version, stage }) => (
            <option key={version} value={version}>
              {words.version(version)} · {words.stage[stage]}
            </option>
          ))}
        </SelectField>
        <ShareField names={names} share={row.share} fault={fault} onChange={(share) => onChange({ share })} />
      </div>
      <div className={styles.row}>
        <Button kind="quiet" onClick={onRemove}>
          {names.remove(number)}
        </Button>
      </div>
    </fieldset>
  );
}

/** Share of a version, with its fault. */
export function ShareField({
  names,
  share,
  fault,
  onChange,
}: {
  readonly names: Pick<VersionRowTexts, 'share' | 'range'>;
  readonly share: string;
  readonly fault: VersionFault | undefined;
  readonly onChange: (share: string) => void;
}): ReactNode {
  const texts = useMessages(SETTINGS_MESSAGES);
  const words = { TWICE: undefined, SHARE: names.range, LEAVES_CHAMPION: texts.leavesChampion };
  return (
    <TextField
      label={names.share}
      inputMode="decimal"
      value={share}
      fault={fault && words[fault]}
      onChange={({ target }) => onChange(target.value)}
    />
  );
}
