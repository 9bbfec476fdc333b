import { useState } from 'react';
import { useDraft } from '../../../ui/draft.ts';
import type { ShownLead } from '../../lead-page.tsx';
import {
  type EditConflict,
  type EditField,
  type EditValues,
  editConflicts,
  editInput,
  editValues,
  mergeEdits,
} from './lead-edit.ts';

interface Draft {
  readonly version: number;
  readonly before: EditValues;
  readonly mine: EditValues;
}

/** An edit of a lead: the reader's values over those that the lead has by now. */
export interface Edit {
  /** values of the form */
  readonly values: EditValues;
  readonly type: (field: EditField, text: string) => void;
  /** whether somebody else changed the lead since the edit began */
  readonly isNewer: boolean;
  readonly conflicts: readonly EditConflict[];
  readonly choices: ReadonlyMap<EditField, 'mine' | 'theirs'>;
  readonly choose: (field: EditField, whose: 'mine' | 'theirs') => void;
  /** the change to send, on top of the lead's present version */
  readonly input: ReturnType<typeof editInput>;
  readonly forget: () => void;
}

/** An edit of a lead, kept as a draft. It notices when the lead gets another version meanwhile. */
export function useEdit(lead: ShownLead): Edit {
  const theirs = editValues(lead);
  const first: Draft = { version: lead.version, before: theirs, mine: theirs };
  const [text, setText, forget] = useDraft(`lead.edit.${lead.id}`, JSON.stringify(first));
  const [choices, setChoices] = useState<ReadonlyMap<EditField, 'mine' | 'theirs'>>(new Map());
  const { version, before, mine } = JSON.parse(text) as Draft;
  const isNewer = lead.version !== version;
  const conflicts = isNewer ? editConflicts(before, mine, theirs) : [];
  const givenUp = new Set([...choices].filter(([, whose]) => whose === 'theirs').map(([field]) => field));
  return {
    values: mergeEdits(before, mine, theirs, new Set()),
    type: (field, typed) => setText(JSON.stringify({ version, before, mine: { ...mine, [field]: typed } })),
    isNewer,
    conflicts,
    choices,
    choose: (field, whose) => setChoices(new Map(choices).set(field, whose)),
    input: editInput(theirs, mergeEdits(before, mine, theirs, givenUp)),
    forget,
  };
}
