import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import type { ShownLead } from '../facts/shown-lead.ts';
import { featureName } from '../features/feature-text.ts';
import { HEAD_MESSAGES } from './head.messages.ts';
import styles from './head.module.css';

// the score of a change is stored within seconds of it
const BEHIND_MS = 5_000;

/** Reservations about a score. */
export function Warnings({
  lead: { score, updatedAt, lastInteractionAt, stage },
}: {
  readonly lead: ShownLead;
}): React.ReactNode {
  const { warnings } = useMessages(HEAD_MESSAGES);
  const format = useFormat();
  if (!score) return null;
  const unknown = score.features.filter(({ number, text }) => number === null && text === null);
  const changedAt = Math.max(Date.parse(updatedAt), lastInteractionAt ? Date.parse(lastInteractionAt) : 0);
  const isOpen = stage !== 'WON' && stage !== 'LOST' && stage !== 'REMOVED' && stage !== 'MERGED';
  const names = unknown.map(({ name }) => featureName(name, format));
  return (
    <ul className={styles.warnings}>
      {isOpen && changedAt > Date.parse(score.scoredAt) + BEHIND_MS && <li data-tone="warn">{warnings.older}</li>}
      {unknown.length > 0 && (
        <li>{warnings.unknown(unknown.length, format.number(unknown.length), list(names, format.language))}</li>
      )}
      {!score.isMonitored && <li>{warnings.unmonitored}</li>}
    </ul>
  );
}

function list(names: readonly string[], language: string): string {
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(names);
}
