import { type ComponentProps, type ReactNode, useId } from 'react';
import styles from './controls.module.css';

interface FieldProps {
  readonly label: string;
  readonly hint?: string | undefined;
  /** fault of the value; the field is marked */
  readonly fault?: string | undefined;
  /** the label is for screen readers only */
  readonly isLabelHidden?: boolean | undefined;
}

/** A labelled text field; other types by `type`. */
export function TextField({
  label,
  hint,
  fault,
  isLabelHidden,
  ...input
}: FieldProps & ComponentProps<'input'>): ReactNode {
  return (
    <Labelled {...{ label, hint, fault, isLabelHidden }}>
      {(wiring) => <input {...input} {...wiring} className={styles.input} dir={input.dir ?? 'auto'} />}
    </Labelled>
  );
}

/** A labelled field of several lines. */
export function TextArea({
  label,
  hint,
  fault,
  isLabelHidden,
  ...input
}: FieldProps & ComponentProps<'textarea'>): ReactNode {
  return (
    <Labelled {...{ label, hint, fault, isLabelHidden }}>
      {(wiring) => <textarea rows={3} {...input} {...wiring} className={styles.input} dir="auto" />}
    </Labelled>
  );
}

/** A labelled choice; its children are options. */
export function SelectField({
  label,
  hint,
  fault,
  isLabelHidden,
  ...select
}: FieldProps & ComponentProps<'select'>): ReactNode {
  return (
    <Labelled {...{ label, hint, fault, isLabelHidden }}>
      {(wiring) => <select {...select} {...wiring} className={styles.input} />}
    </Labelled>
  );
}

/** A labelled checkbox. */
export function CheckField({ label, ...input }: Pick<FieldProps, 'label'> & ComponentProps<'input'>): ReactNode {
  return (
    <label className={styles.check}>
      <input {...input} type="checkbox" />
      <span>{label}</span>
    </label>
  );
}

interface Wiring {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': true | undefined;
}

function Labelled({
  label,
  hint,
  fault,
  isLabelHidden,
  children,
}: FieldProps & { readonly children: (wiring: Wiring) => ReactNode }): ReactNode {
  const id = useId();
  const isDescribed = Boolean(hint ?? fault);
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={isLabelHidden ? 'visually-hidden' : styles.label}>
        {label}
      </label>
      {children({
        id,
        'aria-describedby': isDescribed ? `${id}-note` : undefined,
        'aria-invalid': fault ? true : undefined,
      })}
      {isDescribed && (
        <span id={`${id}-note`} className={fault ? styles.fault : styles.hint}>
          {fault ?? hint}
        </span>
      )}
    </div>
  );
}
