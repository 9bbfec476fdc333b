import type { ReactNode } from 'react';
import { useMessages } from '../../language/messages.ts';
import { TextArea } from '../../ui/field.tsx';
import { MONITORING_MESSAGES } from './monitoring.messages.ts';

/** The reason of a change, which the graph requires: its absence is a fault once the change was asked for. */
export function ReasonField({
  reason,
  onChange,
  isAsked,
  maxLength,
}: {
  readonly reason: string;
  readonly onChange: (reason: string) => void;
  readonly isAsked: boolean;
  readonly maxLength?: number;
}): ReactNode {
  const texts = useMessages(MONITORING_MESSAGES);
  return (
    <TextArea
      label={texts.reason}
      hint={texts.reasonHint}
      value={reason}
      maxLength={maxLength}
      onChange={(event) => onChange(event.target.value)}
      fault={isAsked && reason.trim() === '' ? texts.reasonNeeded : undefined}
    />
  );
}
