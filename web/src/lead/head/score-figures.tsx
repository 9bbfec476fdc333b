import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { useLeadWords } from '../../queue/words/use-lead-words.ts';
import { Badge, GradeBadge } from '../../ui/badge.tsx';
import { Figure, Figures } from '../../ui/panel.tsx';
import { Ago } from '../../ui/time.tsx';
import type { ShownLead } from '../facts/shown-lead.ts';
import { WORDS } from '../facts/words.messages.ts';
import { HEAD_MESSAGES } from './head.messages.ts';
import styles from './head.module.css';

const ARROWS = { NEW: '', RISING: '↗', STEADY: '→', FALLING: '↘' } as const;
const DELIVERY_TONES = { PENDING: 'info', DELIVERED: 'good', FAILED: 'bad', SUPERSEDED: 'neutral' } as const;

/** The score of a lead in figures: the grade to work by beside the model's, and where the score went. */
export function ScoreFigures({ lead }: { readonly lead: ShownLead }): React.ReactNode {
  const texts = useMessages(HEAD_MESSAGES);
  const words = useMessages(WORDS);
  const leadWords = useLeadWords();
  const format = useFormat();
  const { score } = lead;
  if (!score) return null;
  return (
    <Figures>
      <Grades lead={lead} modelGrade={score.grade} />
      <Figure name={texts.probability}>{format.percent(score.probability)}</Figure>
      <Figure name={texts.points}>{format.number(score.points)}</Figure>
      <Figure name={texts.trend}>
        <span aria-hidden="true">{ARROWS[score.trend]}</span> {leadWords.trend(score.trend)}
        {score.previousProbability !== null && (
          <span className={styles.aside}>{texts.before(format.percent(score.previousProbability))}</span>
        )}
      </Figure>
      <Figure name={texts.version}>
        <bdi>{`${score.model}:${score.version}`}</bdi>
      </Figure>
      <Figure name={texts.scored}>
        <Ago time={score.scoredAt} />
        <span className={styles.aside}>{texts.why(words.causes[score.cause])}</span>
      </Figure>
      <Delivery lead={lead} />
    </Figures>
  );
}

function Grades({
  lead: { scoreOverride, effectiveGrade },
  modelGrade,
}: {
  readonly lead: ShownLead;
  readonly modelGrade: string;
}): React.ReactNode {
  const texts = useMessages(HEAD_MESSAGES);
  const format = useFormat();
  return (
    <>
      <Figure name={texts.grade}>
        <GradeBadge grade={effectiveGrade ?? modelGrade} />
        {scoreOverride && (
          <span className={styles.aside}>
            <bdi>{texts.overridden(scoreOverride.actor)}</bdi>, {texts.until} {format.dateTime(scoreOverride.expiresAt)}
            {scoreOverride.reason && <bdi className={styles.reason}>{scoreOverride.reason}</bdi>}
          </span>
        )}
      </Figure>
      {scoreOverride && (
        <Figure name={texts.modelGrade}>
          <GradeBadge grade={modelGrade} />
        </Figure>
      )}
    </>
  );
}

function Delivery({ lead }: { readonly lead: ShownLead }): React.ReactNode {
  const texts = useMessages(HEAD_MESSAGES);
  const words = useMessages(WORDS);
  const format = useFormat();
  const delivery = lead.crmDeliveries?.edges[0]?.node;
  if (!delivery) return null;
  const { state, attempts, dueAt, errorCode, error, changedAt } = delivery;
  return (
    <Figure name={texts.crm}>
      <Badge tone={DELIVERY_TONES[state]}>{words.deliveries[state]}</Badge>
      <span className={styles.aside}>
        {state === 'DELIVERED' ? <Ago time={changedAt} /> : texts.attempts(attempts, format.number(attempts))}
        {dueAt && (
          <>
            , {texts.nextAttempt} <Ago time={dueAt} />
          </>
        )}
        {errorCode && (
          <bdi className={styles.reason}>
            <code>{errorCode}</code>: {error}
          </bdi>
        )}
      </span>
    </Figure>
  );
}
