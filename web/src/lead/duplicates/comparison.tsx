import type { LeadFactsFragment } from '../../graph/generated/graphql.ts';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { useLeadWords, type Words } from '../../queue/words/use-lead-words.ts';
import { useRight } from '../../session/rights.ts';
import { fieldWord } from '../facts/field-word.ts';
import { WORDS } from '../facts/words.messages.ts';
import { DUPLICATE_MESSAGES } from './duplicates.messages.ts';
import styles from './duplicates.module.css';
import { MERGE_FIELDS } from './merge-plan.ts';
import { toggled } from './toggled.ts';

const COUNTRIES: ReadonlySet<string> = new Set(['country', 'nationality']);
const CODED: ReadonlySet<string> = new Set(['industry', 'source', 'licenceType']);
const PERSONAL: ReadonlySet<string> = new Set(['name', 'email', 'phone']);

interface ComparisonProps {
  readonly leads: readonly LeadFactsFragment[];
  readonly ownId: string;
  readonly survivorId: string;
  readonly excluded: ReadonlySet<string>;
  readonly onSurvivor: (id: string) => void;
  readonly onExcluded: (excluded: ReadonlySet<string>) => void;
}

/** Leads side by side; differing values are marked. In its head the survivor and those to merge are chosen. */
export function Comparison({ leads, ownId, ...choice }: ComparisonProps): React.ReactNode {
  const texts = useMessages(DUPLICATE_MESSAGES);
  const pii = useRight('leads:pii');
  const format = useFormat();
  const leadWords = useLeadWords();
  const fields = MERGE_FIELDS.filter(({ name }) => pii || !PERSONAL.has(name));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={styles.scroller} aria-label={texts.compare} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{texts.field}</th>
            {leads.map(({ id }) => (
              <th key={id} scope="col">
                <bdi>{id}</bdi> {id === ownId && `(${texts.thisLead})`}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <ChoiceRow leads={leads} {...choice} />
          {fields.map(({ name }) => (
            <ValueRow
              key={name}
              title={fieldWord(name, format.language)}
              values={leads.map((lead) => shownValue(name, lead[name], leadWords))}
            />
          ))}
          <StageRow leads={leads} />
          <ValueRow title={texts.created} values={leads.map(({ createdAt }) => format.dateTime(createdAt))} />
        </tbody>
      </table>
    </section>
  );
}

type Value = string | number | null | undefined;

function shownValue(name: string, value: Value, words: Words): Value {
  if (typeof value !== 'string') return value;
  if (COUNTRIES.has(name)) return words.country(value);
  return CODED.has(name) ? words.value(value) : value;
}

function ChoiceRow({
  leads,
  survivorId,
  excluded,
  onSurvivor,
  onExcluded,
}: Omit<ComparisonProps, 'ownId'>): React.ReactNode {
  const texts = useMessages(DUPLICATE_MESSAGES);
  return (
    <tr>
      <th scope="row">{texts.survivor}</th>
      {leads.map(({ id }) => (
        <td key={id}>
          <label className={styles.choice}>
            <input type="radio" name="survivor" checked={id === survivorId} onChange={() => onSurvivor(id)} />
            <bdi>{texts.survivorOf(id)}</bdi>
          </label>
          {id !== survivorId && (
            <label className={styles.choice}>
              <input
                type="checkbox"
                checked={!excluded.has(id)}
                onChange={({ target }) => onExcluded(toggled(excluded, id, !target.checked))}
              />
              <bdi>{texts.include(id)}</bdi>
            </label>
          )}
        </td>
      ))}
    </tr>
  );
}

function StageRow({ leads }: { readonly leads: readonly LeadFactsFragment[] }): React.ReactNode {
  const leadWords = useLeadWords();
  const words = useMessages(WORDS);
  return <ValueRow title={words.fields.stage} values={leads.map(({ stage }) => leadWords.stage(stage))} />;
}

function ValueRow({ title, values }: { readonly title: string; readonly values: readonly Value[] }): React.ReactNode {
  const [first] = values;
  return (
    <tr>
      <th scope="row">{title}</th>
      {values.map((value, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a column stays the column of its lead
        <td key={index} data-differs={value !== first || undefined}>
          <bdi>{value ?? '–'}</bdi>
        </td>
      ))}
    </tr>
  );
}
