import type { ShownLead } from '../facts/shown-lead.ts';

/** Properties of every form of an action on a lead. */
export interface FormProps {
  readonly lead: ShownLead;
  readonly onClose: () => void;
}
