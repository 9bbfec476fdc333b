import { useMessages } from '../../language/messages.ts';
import { TextArea } from '../../ui/field.tsx';
import { FORM_MESSAGES } from './form.messages.ts';

/** The reason of a change: it is asked for by every action that overrules somebody or something. */
export function ReasonField({
  value,
  fault,
  hint,
  onChange,
}: {
  readonly value: string;
  readonly fault: string | undefined;
  readonly hint?: string;
  readonly onChange: (value: string) => void;
}): React.ReactNode {
  const texts = useMessages(FORM_MESSAGES);
  return (
    <TextArea
      label={texts.reason}
      hint={hint ?? texts.reasonHint}
      fault={fault}
      maxLength={1000}
      value={value}
      onChange={({ target }) => onChange(target.value)}
    />
  );
}
