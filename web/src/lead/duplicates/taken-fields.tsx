import type { LeadField } from '../../graph/generated/graphql.ts';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { fieldWord } from '../facts/field-word.ts';
import formStyles from '../forms/form.module.css';
import { DUPLICATE_MESSAGES } from './duplicates.messages.ts';
import { MERGE_FIELDS, type TakenValue } from './merge-plan.ts';
import { toggled } from './toggled.ts';

/** Values that the survivor would take, each of which the reader may refuse. */
export function TakenFields({
  taken,
  refused,
  onRefused,
}: {
  readonly taken: readonly TakenValue[];
  readonly refused: ReadonlySet<LeadField>;
  readonly onRefused: (refused: ReadonlySet<LeadField>) => void;
}): React.ReactNode {
  const texts = useMessages(DUPLICATE_MESSAGES);
  const { language } = useFormat();
  if (taken.length === 0) return <p className={formStyles.says}>{texts.takesNothing}</p>;
  const nameOf = (field: LeadField): string => {
    const known = MERGE_FIELDS.find((each) => each.field === field);
    return known ? fieldWord(known.name, language) : field;
  };
  return (
    <fieldset className={formStyles.choices}>
      <legend>{texts.takes}</legend>
      {taken.map(({ field, value, from }) => (
        <label key={field} className={formStyles.choice}>
          <input
            type="checkbox"
            checked={!refused.has(field)}
            onChange={({ target }) => onRefused(toggled(refused, field, !target.checked))}
          />
          <span>
            {nameOf(field)}: <bdi>{texts.from(value, from)}</bdi>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
