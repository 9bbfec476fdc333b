import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { useRight } from '../../session/rights.ts';
import { Panel } from '../../ui/panel.tsx';
import { EDIT_FIELDS, PERSONAL_FIELDS } from '../actions/edit/lead-edit.ts';
import type { ShownLead } from '../lead-page.tsx';
import { WORDS } from '../words.messages.ts';
import { FACTS_MESSAGES } from './facts.messages.ts';
import styles from './head.module.css';

/** The fields of a lead. */
export function LeadFactsPanel({ lead }: { readonly lead: ShownLead }): React.ReactNode {
  const texts = useMessages(FACTS_MESSAGES);
  const words = useMessages(WORDS);
  const format = useFormat();
  const pii = useRight('leads:pii');
  const shown = EDIT_FIELDS.filter((field) => field !== 'stage' && (pii || !PERSONAL_FIELDS.has(field)));
  return (
    <Panel title={texts.title}>
      <dl className={styles.facts}>
        {shown.map((field) => {
          const value = lead[field];
          return (
            <div key={field}>
              <dt>{words.fields[field]}</dt>
              <dd>
                {value === null || value === undefined ? (
                  <Nothing />
                ) : (
                  <bdi>{typeof value === 'number' ? format.number(value) : value}</bdi>
                )}
              </dd>
            </div>
          );
        })}
        <div>
          <dt>{texts.created}</dt>
          <dd>{format.dateTime(lead.createdAt)}</dd>
        </div>
        <div>
          <dt>{texts.updated}</dt>
          <dd>{format.dateTime(lead.updatedAt)}</dd>
        </div>
        <div>
          <dt>{texts.lastInteraction}</dt>
          <dd>{lead.lastInteractionAt ? format.dateTime(lead.lastInteractionAt) : <Nothing />}</dd>
        </div>
      </dl>
      {!pii && <p className={styles.note}>{texts.hidden}</p>}
    </Panel>
  );
}

function Nothing(): React.ReactNode {
  const { unknown } = useMessages(WORDS);
  return <span className={styles.nothing}>{unknown}</span>;
}
