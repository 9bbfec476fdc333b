import { useState } from 'react';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { useStore } from '../../store/store.ts';
import { Button } from '../../ui/button.tsx';
import { SelectField } from '../../ui/field.tsx';
import { EXPLANATION_MESSAGES } from './explanation.messages.ts';
import styles from './signed-bars.module.css';
import { UNITS, type Unit, unit } from './unit.ts';
import { type Bar, inProbability, probabilityOf, REST, roundedLengths, waterfall } from './waterfall.ts';

/** A part of a score with its words. */
export interface BarPart {
  readonly key: string;
  /** in log-odds */
  readonly contribution: number;
  readonly text: string;
  readonly note?: string | undefined;
}

/** An end of the bars. */
export interface BarEnd {
  readonly name: string;
  /** in log-odds */
  readonly logOdds: number;
}

const SHOWN = 8;

/** A score, or a change of one, as signed bars from `start` to `end`: what is not shown is one bar, so that all add up. */
export function SignedBars({
  label,
  start,
  end,
  parts,
  hasUnits = false,
}: {
  readonly label: string;
  readonly start: BarEnd;
  readonly end: BarEnd;
  readonly parts: readonly BarPart[];
  /** whether the unit is chosen here: once on a page is enough */
  readonly hasUnits?: boolean;
}): React.ReactNode {
  const texts = useMessages(EXPLANATION_MESSAGES);
  const format = useFormat();
  const chosen = useStore(unit);
  const [isWhole, setWhole] = useState(false);
  const inLogOdds = waterfall(start.logOdds, end.logOdds, parts, isWhole ? parts.length : SHOWN);
  const drawn = chosen === 'logOdds' ? inLogOdds : inProbability(inLogOdds);
  const hidden = parts.length - drawn.bars.length;
  const all = [...drawn.bars, drawn.rest];
  const lengths = roundedLengths(all, chosen === 'logOdds' ? 2 : 3);
  const wordsOf = new Map(parts.map((part) => [part.key, part]));
  const rows = all
    .map((bar, index) => ({ bar, length: lengths[index] ?? 0 }))
    .filter(({ bar, length }) => bar.key !== REST || hidden > 0 || length !== 0);
  return (
    <div className={styles.bars}>
      <ol className={styles.list} aria-label={label}>
        <End {...start} unit={chosen} />
        {rows.map(({ bar, length }) => (
          <li key={bar.key} className={styles.row}>
            <span className={styles.text}>
              <bdi>
                {wordsOf.get(bar.key)?.text ??
                  (hidden > 0 ? texts.rest(hidden, format.number(hidden)) : texts.restExact)}
              </bdi>
              {wordsOf.get(bar.key)?.note && <bdi className={styles.note}>{wordsOf.get(bar.key)?.note}</bdi>}
            </span>
            <Track bar={bar} range={drawn.range} />
            <bdi className={styles.value}>{lengthText(length, chosen)}</bdi>
          </li>
        ))}
        <End {...end} unit={chosen} />
      </ol>
      <div className={styles.foot}>
        {hasUnits && <UnitChoice chosen={chosen} />}
        {(hidden > 0 || isWhole) && parts.length > SHOWN && (
          <Button kind="quiet" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
            {isWhole ? texts.fewer : texts.all}
          </Button>
        )}
      </div>
    </div>
  );

  function lengthText(length: number, of: Unit): string {
    return of === 'logOdds' ? format.signedColumn(length, 2) : texts.points(format.signedColumn(length * 100, 1));
  }
}

function Track({
  bar: { from, to },
  range: [low, high],
}: {
  readonly bar: Bar;
  readonly range: readonly [number, number];
}): React.ReactNode {
  const at = (value: number): number => ((value - low) / (high - low)) * 100;
  const begin = at(Math.min(from, to));
  return (
    <span className={styles.track} aria-hidden="true">
      <span
        className={styles.bar}
        data-direction={to >= from ? 'up' : 'down'}
        style={{ insetInlineStart: `${begin}%`, inlineSize: `${at(Math.max(from, to)) - begin}%` }}
      />
    </span>
  );
}

function End({ name, logOdds, unit: of }: BarEnd & { readonly unit: Unit }): React.ReactNode {
  const format = useFormat();
  const share = format.percent(probabilityOf(logOdds));
  return (
    <li className={styles.end}>
      <span>{name}</span>
      <bdi dir="ltr" className={styles.value}>
        {of === 'logOdds' ? `${format.column(logOdds, 2)} (${share})` : share}
      </bdi>
    </li>
  );
}

function UnitChoice({ chosen }: { readonly chosen: Unit }): React.ReactNode {
  const texts = useMessages(EXPLANATION_MESSAGES);
  return (
    <SelectField
      label={texts.unit}
      hint={texts.unitHint[chosen]}
      value={chosen}
      onChange={({ target }) => unit.set(target.value as Unit)}
    >
      {UNITS.map((each) => (
        <option key={each} value={each}>
          {texts.units[each]}
        </option>
      ))}
    </SelectField>
  );
}
