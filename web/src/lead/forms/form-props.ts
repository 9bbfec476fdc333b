import type { ShownLead } from '../facts/shown-lead.ts';

/** What every form of an action on a lead is given. */
export interface FormProps {
  readonly lead: ShownLead;
  readonly onClose: () => void;
}
