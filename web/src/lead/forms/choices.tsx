import { type ReactNode, useId } from 'react';
import styles from './form.module.css';

/** One choice of few, all of them in sight. */
export function Choices<Value extends string>({
  legend,
  options,
  value,
  onChoose,
  className = styles.choices,
}: {
  readonly legend: ReactNode;
  readonly options: readonly { readonly value: Value; readonly label: ReactNode }[];
  readonly value: Value | undefined;
  readonly onChoose: (value: Value) => void;
  readonly className?: string | undefined;
}): ReactNode {
  const name = useId();
  return (
    <fieldset className={className}>
      <legend>{legend}</legend>
      {options.map((option) => (
        <label key={option.value} className={styles.choice}>
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={value === option.value}
            onChange={() => onChoose(option.value)}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </fieldset>
  );
}
