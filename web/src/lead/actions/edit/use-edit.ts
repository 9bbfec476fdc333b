import { useState } from 'react';
import { useDraft } from '../../../ui/draft.ts';
import type { ShownLead } from '../../facts/shown-lead.ts';
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

/** A value in a conflict: the reader's, or that of somebody else. */
export type Side = 'mine' | 'theirs';

/** An edit of a lead: the reader's values over those that the lead has by now. */
export interface Edit {
  /** values of the form */
  readonly values: EditValues;
  readonly type: (field: EditField, text: string) => void;
  /** whether somebody else changed the lead since the edit began */
  readonly isNewer: boolean;
  readonly conflicts: readonly EditConflict[];
  readonly choices: ReadonlyMap<EditField, Side>;
  readonly choose: (conflict: EditConflict, side: Side) => void;
  /** the change to send, on top of the lead's present version */
  readonly input: ReturnType<typeof editInput>;
  readonly forget: () => void;
}

/** An edit of a lead, kept as a draft. It notices when the lead gets another version meanwhile. */
export function useEdit(lead: ShownLead): Edit {
  const theirs = editValues(lead);
  const first: Draft = { version: lead.version, before: theirs, mine: theirs };
  const [text, setText, forget] = useDraft(`lead.edit.${lead.id}`, JSON.stringify(first));
  const { version, before, mine } = JSON.parse(text) as Draft;
  const isNewer = lead.version !== version;
  const conflicts = isNewer ? editConflicts(before, mine, theirs) : [];
  const { choices, choose } = useChoices(conflicts);
  const givenUp = new Set(conflicts.map(({ field }) => field).filter((field) => choices.get(field) === 'theirs'));
  return {
    values: mergeEdits(before, mine, theirs, new Set()),
    type: (field, typed) => setText(JSON.stringify({ version, before, mine: { ...mine, [field]: typed } })),
    isNewer,
    conflicts,
    choices,
    choose,
    input: editInput(theirs, mergeEdits(before, mine, theirs, givenUp)),
    forget,
  };
}

/** Choices in conflicts. One is asked for again when either value is another by now: nobody overwrites what they did not see. */
function useChoices(conflicts: readonly EditConflict[]): Pick<Edit, 'choices' | 'choose'> {
  const [chosen, setChosen] = useState<readonly { readonly conflict: string; readonly side: Side }[]>([]);
  const valid = conflicts.flatMap((conflict) => {
    const found = chosen.find((choice) => choice.conflict === JSON.stringify(conflict));
    return found ? [[conflict.field, found.side] as const] : [];
  });
  return {
    choices: new Map(valid),
    choose(conflict, side) {
      const key = JSON.stringify(conflict);
      setChosen([...chosen.filter((choice) => choice.conflict !== key), { conflict: key, side }]);
    },
  };
}
