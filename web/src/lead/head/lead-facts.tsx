import type { ReactNode } from 'react';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { useLeadWords } from '../../queue/words/use-lead-words.ts';
import { useRight } from '../../session/rights.ts';
import { Panel } from '../../ui/panel.tsx';
import { EDIT_FIELDS, type EditField, PERSONAL_FIELDS } from '../actions/edit/lead-edit.ts';
import type { ShownLead } from '../facts/shown-lead.ts';
import { WORDS } from '../facts/words.messages.ts';
import { FACTS_MESSAGES } from './facts.messages.ts';
import styles from './head.module.css';

const CODED: Partial<Record<EditField, 'value' | 'country' | 'emirate'>> = {
  industry: 'value',
  source: 'value',
  licenceType: 'value',
  country: 'country',
  nationality: 'country',
  emirate: 'emirate',
};

/** The fields of a lead. */
export function LeadFactsPanel({ lead }: { readonly lead: ShownLead }): ReactNode {
  const texts = useMessages(FACTS_MESSAGES);
  const words = useMessages(WORDS);
  const leadWords = useLeadWords();
  const format = useFormat();
  const pii = useRight('leads:pii');
  const shown = EDIT_FIELDS.filter((field) => field !== 'stage' && (pii || !PERSONAL_FIELDS.has(field)));
  return (
    <Panel title={texts.title}>
      <dl className={styles.facts}>
        {shown.map((field) => {
          const value = lead[field];
          return (
            <Fact key={field} name={words.fields[field]}>
              {typeof value === 'number' ? format.number(value) : value && shownText(field, value)}
            </Fact>
          );
        })}
        <Fact name={texts.created}>{format.dateTime(lead.createdAt)}</Fact>
        <Fact name={texts.updated}>{format.dateTime(lead.updatedAt)}</Fact>
        <Fact name={texts.lastInteraction}>{lead.lastInteractionAt && format.dateTime(lead.lastInteractionAt)}</Fact>
      </dl>
      {!pii && <p className={styles.note}>{texts.hidden}</p>}
    </Panel>
  );

  function shownText(field: EditField, value: string): string {
    const kind = CODED[field];
    return kind === 'emirate' ? (words.emirates[value] ?? value) : kind ? leadWords[kind](value) : value;
  }
}

function Fact({ name, children }: { readonly name: string; readonly children: string | null | undefined }): ReactNode {
  const { unknown } = useMessages(WORDS);
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children ? <bdi>{children}</bdi> : <span className={styles.nothing}>{unknown}</span>}</dd>
    </div>
  );
}
