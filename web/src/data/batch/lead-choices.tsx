import type { ReactNode } from 'react';
import { DataBatchVocabularyDocument, type LeadFacetField } from '../../graph/generated/graphql.ts';
import { useGraph } from '../../graph/use-graph.ts';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { Answer } from '../../ui/answer.tsx';
import { CheckField } from '../../ui/field.tsx';
import shared from '../shared/data.module.css';
import { BATCH_MESSAGES } from './batch.messages.ts';
import styles from './batch.module.css';
import { CHOICES, type Choice, type JobFormPart, toggled } from './job-input.ts';

const FIELDS: Readonly<Record<Choice, LeadFacetField>> = {
  industries: 'INDUSTRY',
  countries: 'COUNTRY',
  sources: 'SOURCE',
  licenceTypes: 'LICENCE_TYPE',
};

/** Choice of the leads that are scored, by the values that leads have. */
export function LeadChoices({ form, onChange }: JobFormPart): ReactNode {
  const texts = useMessages(BATCH_MESSAGES);
  const vocabulary = useGraph(DataBatchVocabularyDocument, {});
  return (
    <fieldset className={shared.choice}>
      <legend>{texts.conditions}</legend>
      <Answer of={vocabulary}>
        {({ leadVocabulary }) =>
          CHOICES.map((choice) => {
            const facet = leadVocabulary?.facets.find(({ field }) => field === FIELDS[choice]);
            return (
              <Values
                key={choice}
                choice={choice}
                values={(facet?.values ?? []).flatMap(({ value }) => value ?? [])}
                form={form}
                onChange={onChange}
              />
            );
          })
        }
      </Answer>
    </fieldset>
  );
}

function Values({
  choice,
  values,
  form,
  onChange,
}: JobFormPart & { readonly choice: Choice; readonly values: readonly string[] }): ReactNode {
  const texts = useMessages(BATCH_MESSAGES);
  const format = useFormat();
  const chosen = form.chosen[choice];
  const toggle = (value: string): void =>
    onChange({ ...form, chosen: { ...form.chosen, [choice]: toggled(chosen, value) } });
  return (
    <details className={styles.details}>
      <summary>
        {texts.choice[choice]}
        {': '}
        {chosen.size === 0 ? texts.any : texts.choiceCount(format.number(chosen.size))}
      </summary>
      <div className={styles.choices}>
        {values.map((value) => (
          <CheckField key={value} label={value} checked={chosen.has(value)} onChange={() => toggle(value)} />
        ))}
      </div>
    </details>
  );
}
