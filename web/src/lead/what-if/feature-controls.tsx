import { useState } from 'react';
import { serverNow } from '../../clock/server-clock.ts';
import { LeadFeatureRangesDocument, type LeadWhatIfQuery } from '../../graph/generated/graphql.ts';
import { useGraph } from '../../graph/use-graph.ts';
import { useMessages } from '../../language/messages.ts';
import { useRight } from '../../session/rights.ts';
import { Category } from './category.tsx';
import { Slider } from './slider.tsx';
import { type SeenValues, sliderRange } from './slider-range.ts';
import type { TriedValues } from './tried-values.ts';
import { WHAT_IF_MESSAGES } from './what-if.messages.ts';
import styles from './what-if.module.css';

/** A feature of a lead as it is now. */
export type LeadFeature = NonNullable<LeadWhatIfQuery['whatIf']>['current']['features'][number];

const CATEGORIES: ReadonlySet<string> = new Set(['industry', 'country', 'referral_source', 'licence_type']);
const WINDOW_MS = 30 * 86_400_000;

/** A slider for each number and a choice for each category that the model reads. */
export function FeatureControls({
  features,
  model,
  tried,
  onTry,
}: {
  readonly features: readonly LeadFeature[];
  readonly model: string | undefined;
  readonly tried: TriedValues;
  readonly onTry: (name: string, value: number | string | undefined) => void;
}): React.ReactNode {
  const texts = useMessages(WHAT_IF_MESSAGES);
  const { seenOf, isKnown } = useSeenValues(model);
  const isCategory = ({ name, text }: LeadFeature): boolean => text !== null || CATEGORIES.has(name);
  return (
    <>
      <fieldset className={styles.controls}>
        <legend>{texts.numbers}</legend>
        {features
          .filter((feature) => !isCategory(feature))
          .map((feature) => (
            <Slider
              key={feature.name}
              feature={feature}
              range={sliderRange(feature.number, seenOf(feature.name))}
              tried={tried.get(feature.name) as number | undefined}
              onTry={(value) => onTry(feature.name, value)}
            />
          ))}
      </fieldset>
      <fieldset className={styles.controls}>
        <legend>{texts.words}</legend>
        {features.filter(isCategory).map((feature) => (
          <Category
            key={feature.name}
            feature={feature}
            tried={tried.get(feature.name) as string | undefined}
            onTry={(value) => onTry(feature.name, value)}
          />
        ))}
      </fieldset>
      <p className={styles.note}>{isKnown ? texts.ranges : texts.guessed}</p>
    </>
  );
}

function useSeenValues(model: string | undefined): {
  readonly seenOf: (feature: string) => SeenValues | undefined;
  readonly isKnown: boolean;
} {
  const canRead = useRight('monitoring:read');
  const [from] = useState(() => new Date(serverNow() - WINDOW_MS).toISOString());
  const { data } = useGraph(
    LeadFeatureRangesDocument,
    { model: model ?? '', from },
    { enabled: canRead && model !== undefined },
  );
  const seen = data?.data.featureStatistics?.features;
  return { seenOf: (name) => seen?.find(({ feature }) => feature === name), isKnown: seen !== undefined };
}
