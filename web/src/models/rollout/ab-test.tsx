import type { ReactNode } from 'react';
import { useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { Badge } from '../../ui/badge.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { Panel } from '../../ui/panel.tsx';
import styles from '../shared/models.module.css';
import { VERDICT_TONES } from '../shared/tones.ts';
import { MODEL_WORDS } from '../shared/words.messages.ts';
import { RESULTS_MESSAGES } from './results.messages.ts';
import type { ShownRollout } from './rollout-view.tsx';

/** Result of an A/B test so far: conversion of the arms with always-valid differences, and whether it can be trusted. */
export function AbTestResult({ of }: { readonly of: NonNullable<ShownRollout['abTest']> }): ReactNode {
  const texts = useMessages(RESULTS_MESSAGES);
  const words = useMessages(MODEL_WORDS);
  const format = useFormat();
  return (
    <Panel title={texts.abTest}>
      <p className={of.validity === 'VALID' ? styles.hint : styles.warning}>{texts.validity[of.validity]}</p>
      <DataTable
        caption={texts.abTest}
        isCaptionHidden
        rows={of.arms}
        keyOf={({ modelVersion }) => String(modelVersion.version)}
        columns={[
          { name: texts.arm, cell: ({ modelVersion }) => words.version(modelVersion.version) },
          { name: texts.weight, isNumber: true, cell: ({ weight }) => format.percent(weight) },
          { name: texts.exposed, isNumber: true, cell: ({ exposed }) => format.number(exposed) },
          { name: texts.matured, isNumber: true, cell: ({ matured }) => format.number(matured) },
          { name: texts.converted, isNumber: true, cell: ({ converted }) => format.number(converted) },
          {
            name: texts.rate,
            isNumber: true,
            cell: ({ matured, converted }) => (matured > 0 ? format.percent(converted / matured) : '–'),
          },
          {
            name: texts.difference,
            isNumber: true,
            cell: ({ difference }) =>
              difference ? (
                <bdi dir="ltr">
                  {`${format.percent(difference.estimate, 2)} (${format.percent(difference.lower, 2)} – ${format.percent(difference.upper, 2)})`}
                </bdi>
              ) : (
                '–'
              ),
          },
          {
            name: texts.verdict,
            cell: ({ verdict }) =>
              verdict && <Badge tone={VERDICT_TONES[verdict]}>{texts.verdictWords[verdict]}</Badge>,
          },
        ]}
      />
      {of.neededControl != null && of.neededTreatment != null && (
        <p className={styles.hint}>
          {texts.needed(format.number(of.neededControl), format.number(of.neededTreatment))}
        </p>
      )}
    </Panel>
  );
}
