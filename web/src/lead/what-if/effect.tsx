import type { LeadWhatIfQuery } from '../../graph/generated/graphql.ts';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { GradeBadge } from '../../ui/badge.tsx';
import { Figure, Figures } from '../../ui/panel.tsx';
import { changeParts } from '../explanation/change-parts.ts';
import { SignedBars } from '../explanation/signed-bars.tsx';
import { logOddsOf } from '../explanation/waterfall.ts';
import { WHAT_IF_MESSAGES } from './what-if.messages.ts';
import styles from './what-if.module.css';

/** A tried score beside the lead's own, and the parts of the difference. */
export function Effect({
  result: { modelVersion, current, score, difference, probabilityDifference, parts },
  isTried,
}: {
  readonly result: NonNullable<LeadWhatIfQuery['whatIf']>;
  readonly isTried: boolean;
}): React.ReactNode {
  const texts = useMessages(WHAT_IF_MESSAGES);
  const format = useFormat();
  const start = logOddsOf(current.probability);
  return (
    <>
      <div aria-live="polite">
        <Figures>
          <Figure name={texts.now}>
            <GradeBadge grade={current.grade} /> {format.percent(current.probability)}
          </Figure>
          <Figure name={texts.tried}>
            <GradeBadge grade={score.grade} /> {format.percent(score.probability)}
          </Figure>
          <Figure name={texts.difference}>{texts.points(format.signedColumn(probabilityDifference * 100, 1))}</Figure>
          {modelVersion && (
            <Figure name={texts.version}>
              <bdi>{modelVersion.id}</bdi>
            </Figure>
          )}
        </Figures>
      </div>
      {isTried && parts ? (
        <SignedBars
          label={texts.bars}
          start={{ name: texts.now, logOdds: start }}
          end={{ name: texts.tried, logOdds: start + difference }}
          parts={changeParts(parts, format)}
        />
      ) : (
        <p className={styles.note}>{texts.unchanged}</p>
      )}
    </>
  );
}
