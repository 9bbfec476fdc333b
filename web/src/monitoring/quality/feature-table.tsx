import type { ReactNode } from 'react';
import { type Formats, useFormat } from '../../language/format.ts';
import { useMessages } from '../../language/messages.ts';
import { Badge } from '../../ui/badge.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { MONITORING_MESSAGES } from '../common/monitoring.messages.ts';
import monitoring from '../common/monitoring.module.css';
import { QUALITY_MESSAGES } from './quality.messages.ts';
import type { JudgedFeature } from './quality-view.tsx';

/** The features of scored leads with their findings and statistics. */
export function FeatureTable({ features }: { readonly features: readonly JudgedFeature[] }): ReactNode {
  const texts = useMessages(QUALITY_MESSAGES);
  const { feature: nameOf } = useMessages(MONITORING_MESSAGES);
  const format = useFormat();
  return (
    <DataTable
      caption={texts.title}
      isCaptionHidden
      rows={features}
      keyOf={({ feature }) => feature}
      columns={[
        { name: texts.feature, cell: ({ feature }) => <bdi>{nameOf(feature)}</bdi> },
        {
          name: texts.trouble,
          cell: ({ findings }) =>
            findings.length === 0 ? (
              <span className={monitoring.note}>{texts.fine}</span>
            ) : (
              <span className={monitoring.badges}>
                {findings.map((finding) => (
                  <Badge key={finding} tone="warn">
                    {texts.findings[finding]}
                  </Badge>
                ))}
              </span>
            ),
        },
        {
          name: texts.missing,
          isNumber: true,
          cell: ({ missingShare, referenceMissing }) => (
            <>
              {format.percent(missingShare)}
              {referenceMissing !== undefined && (
                <div className={monitoring.note}>{texts.before(format.percent(referenceMissing))}</div>
              )}
            </>
          ),
        },
        { name: texts.distinct, isNumber: true, cell: ({ cardinality }) => format.number(cardinality) },
        ...valueColumns(texts, format),
      ]}
    />
  );
}

function valueColumns(texts: (typeof QUALITY_MESSAGES)['en'], format: Formats): readonly Column<JudgedFeature>[] {
  const number = (value: number): string => format.number(value, Math.abs(value) < 10 ? 2 : 0);
  const between = (least: number | null | undefined, most: number | null | undefined): ReactNode =>
    typeof least === 'number' && typeof most === 'number' ? <bdi>{`${number(least)} – ${number(most)}`}</bdi> : '–';
  const quantile = ({ quantiles }: JudgedFeature, share: number): number | undefined =>
    quantiles?.find((each) => each.share === share)?.value;
  const counted = (count: number | null, { rows, missingShare }: JudgedFeature): string => {
    const present = rows * (1 - missingShare);
    if (count === null) return '–';
    return present === 0 ? format.number(count) : `${format.number(count)} (${format.percent(count / present)})`;
  };
  return [
    {
      name: texts.median,
      isNumber: true,
      cell: (row) => {
        const median = quantile(row, 0.5);
        return median === undefined ? '–' : number(median);
      },
    },
    { name: texts.middle, isNumber: true, cell: (row) => between(quantile(row, 0.25), quantile(row, 0.75)) },
    { name: texts.range, isNumber: true, cell: ({ least, most }) => between(least, most) },
    { name: texts.outside, isNumber: true, cell: (row) => <bdi>{counted(row.outOfRangeByQuartiles, row)}</bdi> },
    {
      name: texts.unseen,
      isNumber: true,
      cell: (row) => (
        <>
          <bdi>{counted(row.unseenRows, row)}</bdi>
          {row.unseenCategories ? (
            <div className={monitoring.note}>{texts.unseenCategories(format.number(row.unseenCategories))}</div>
          ) : null}
        </>
      ),
    },
  ];
}
