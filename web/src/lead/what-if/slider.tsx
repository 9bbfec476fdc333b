import { useId } from 'react';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { featureName, featureValue } from '../features/feature-text.ts';
import type { LeadFeature } from './feature-controls.tsx';
import type { SliderRange } from './slider-range.ts';
import { WHAT_IF_MESSAGES } from './what-if.messages.ts';
import styles from './what-if.module.css';

/** A number of a lead that is tried by moving it. */
export function Slider({
  feature,
  range: { least, most, step },
  tried,
  onTry,
}: {
  readonly feature: LeadFeature;
  readonly range: SliderRange;
  readonly tried: number | undefined;
  readonly onTry: (value: number | undefined) => void;
}): React.ReactNode {
  const texts = useMessages(WHAT_IF_MESSAGES);
  const format = useFormat();
  const id = useId();
  const name = featureName(feature.name, format);
  const shown = tried === undefined ? feature : { ...feature, number: tried };
  const current = featureValue(feature, format);
  return (
    <div className={styles.control} data-changed={tried !== undefined || undefined}>
      <label htmlFor={id} className={styles.name} title={feature.description}>
        {name}
      </label>
      <span id={`${id}-now`} className={styles.current}>
        {tried !== undefined && <bdi>{texts.current(current)}</bdi>}
      </span>
      <output htmlFor={id} className={styles.value}>
        <bdi>{featureValue(shown, format)}</bdi>
      </output>
      <span className={styles.reset}>
        {tried !== undefined && (
          <button
            type="button"
            className={styles.resetButton}
            aria-label={texts.resetOne(name)}
            title={texts.resetOne(name)}
            onClick={() => onTry(undefined)}
          >
            ↺
          </button>
        )}
      </span>
      <input
        id={id}
        type="range"
        className={styles.slider}
        min={least}
        max={most}
        step={step}
        value={tried ?? feature.number ?? least}
        aria-valuetext={featureValue(shown, format)}
        aria-describedby={`${id}-now`}
        onChange={({ target }) => onTry(target.valueAsNumber)}
      />
    </div>
  );
}
