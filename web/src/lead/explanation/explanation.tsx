import { LeadExplanationDocument, type LeadExplanationQuery } from '../../graph/generated/graphql.ts';
import { useGraph } from '../../graph/use-graph.ts';
import { type Formats, useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { Answer } from '../../ui/answer.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Empty } from '../../ui/states.tsx';
import { featureName, featureValue } from '../features/feature-text.ts';
import { changeParts } from './change-parts.ts';
import { EXPLANATION_MESSAGES } from './explanation.messages.ts';
import styles from './explanation.module.css';
import { type BarPart, SignedBars } from './signed-bars.tsx';
import { logOddsOf } from './waterfall.ts';

type ExplainedScore = NonNullable<NonNullable<LeadExplanationQuery['lead']>['score']>;
type Explanation = NonNullable<ExplainedScore['explanation']>;
type Change = NonNullable<ExplainedScore['change']>;
type ExplanationTexts = (typeof EXPLANATION_MESSAGES)['en'];

/** The reasons of a lead's score, and what changed since the score before. */
export function Explanation({ id }: { readonly id: string }): React.ReactNode {
  const texts = useMessages(EXPLANATION_MESSAGES);
  const query = useGraph(LeadExplanationDocument, { id });
  return (
    <>
      <Panel title={texts.title}>
        <Answer of={query} lines={10}>
          {({ lead }) => {
            if (!lead?.score) return <Empty>{texts.none}</Empty>;
            const { explanation } = lead.score;
            return explanation ? <Reasons explanation={explanation} /> : <Empty>{texts.unavailable}</Empty>;
          }}
        </Answer>
      </Panel>
      {query.data?.data.lead?.score && <Since score={query.data.data.lead.score} />}
    </>
  );
}

function Reasons({ explanation }: { readonly explanation: Explanation }): React.ReactNode {
  const texts = useMessages(EXPLANATION_MESSAGES);
  const format = useFormat();
  const { method, background, inexactBecause, baseValue, margin, contributions } = explanation;
  return (
    <>
      <SignedBars
        label={texts.title}
        start={{ name: texts.base, logOdds: baseValue }}
        end={{ name: texts.result, logOdds: margin }}
        hasUnits
        parts={contributions.map((contribution) => contributionPart(contribution, texts, format))}
      />
      <p className={styles.method}>
        {texts.methods[method]}, {texts.background[background.source](format.number(background.rows))}{' '}
        {inexactBecause && <bdi>{inexactBecause}</bdi>}
      </p>
    </>
  );
}

function contributionPart(
  { contribution, standardError, sentence, feature, observed }: Explanation['contributions'][number],
  texts: ExplanationTexts,
  format: Formats,
): BarPart {
  const direction = contribution < 0 ? texts.lowers : texts.raises;
  // the graph's sentence ends with what became of similar leads, where that is known
  const [said, seen] = splitSentence(sentence);
  const notes = [
    standardError > 0 && texts.uncertain(format.number(standardError, 2)),
    // the graph's sentence says it in English
    format.language === 'en'
      ? seen
      : observed && texts.observed(format.number(observed.converted), format.number(observed.leads)),
  ].filter((note) => typeof note === 'string');
  return {
    key: feature.name,
    contribution,
    text:
      format.language === 'en'
        ? said
        : texts.sentence(featureName(feature.name, format), featureValue(feature, format), direction),
    note: notes.length > 0 ? notes.join(' · ') : undefined,
  };
}

function splitSentence(sentence: string): readonly [said: string, seen: string | undefined] {
  const at = sentence.indexOf('; ');
  return at < 0 ? [sentence, undefined] : [sentence.slice(0, at), sentence.slice(at + 2)];
}

function Since({ score: { probability, change } }: { readonly score: ExplainedScore }): React.ReactNode {
  const texts = useMessages(EXPLANATION_MESSAGES);
  return (
    <Panel title={texts.changeTitle}>
      {change ? <Parts change={change} probability={probability} /> : <p className={styles.method}>{texts.first}</p>}
    </Panel>
  );
}

function Parts({
  change: { from, difference, parts },
  probability,
}: {
  readonly change: Change;
  readonly probability: number;
}): React.ReactNode {
  const texts = useMessages(EXPLANATION_MESSAGES);
  const format = useFormat();
  const end = logOddsOf(probability);
  return (
    <>
      <p className={styles.method}>{texts.previous(format.dateTime(from.scoredAt), format.number(from.version))}</p>
      <SignedBars
        label={texts.changeTitle}
        start={{ name: format.dateTime(from.scoredAt), logOdds: end - difference }}
        end={{ name: texts.result, logOdds: end }}
        parts={changeParts(parts, format)}
      />
    </>
  );
}
