import type { LeadStage } from '../../../graph/generated/graphql.ts';
import { useMessages } from '../../../language/messages.ts';
import { useLeadWords } from '../../../queue/words/use-lead-words.ts';
import { WORDS } from '../../facts/words.messages.ts';
import { Choices } from '../../forms/choices.tsx';
import styles from '../../forms/form.module.css';
import { EDIT_MESSAGES } from './edit.messages.ts';
import type { EditField } from './lead-edit.ts';
import type { Edit } from './use-edit.ts';

/** Fields that the reader and somebody else changed, each with both values to choose from. */
export function Conflicts({ edit: { conflicts, choices, choose } }: { readonly edit: Edit }): React.ReactNode {
  const texts = useMessages(EDIT_MESSAGES);
  const words = useMessages(WORDS);
  const leadWords = useLeadWords();
  const shown = (field: EditField, value: string): string => {
    if (value === '') return texts.empty;
    return field === 'stage' ? leadWords.stage(value as LeadStage) : value;
  };
  return conflicts.map((conflict) => {
    const { field, before, mine, theirs } = conflict;
    return (
      <Choices
        key={field}
        className={styles.conflict}
        legend={texts.choose(words.fields[field])}
        options={[
          { value: 'mine' as const, label: <bdi>{texts.mine(shown(field, mine))}</bdi> },
          {
            value: 'theirs' as const,
            label: (
              <bdi>
                {texts.theirs(shown(field, theirs))} ({texts.before(shown(field, before))})
              </bdi>
            ),
          },
        ]}
        value={choices.get(field)}
        onChoose={(side) => choose(conflict, side)}
      />
    );
  });
}
