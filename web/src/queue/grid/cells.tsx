import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { Formats } from '../../language/format.ts';
import { Badge, GradeBadge } from '../../ui/badge.tsx';
import { Ago } from '../../ui/time.tsx';
import { gradeOf, labelOf, type Row } from '../list/row.ts';
import { nextStep } from '../steps/next-step.ts';
import type { ColumnName } from '../view/columns.ts';
import type { Words } from '../words/use-lead-words.ts';
import styles from './cells.module.css';
import type { GridTexts } from './grid.messages.ts';

/** Texts and formats of cells. */
export interface CellContext {
  readonly texts: GridTexts;
  readonly words: Words;
  readonly format: Formats;
  /** epoch milliseconds, of this minute */
  readonly now: number;
}

interface CellProps extends CellContext {
  readonly row: Row;
  /** whether the row has the focus: its link is a stop of the Tab key then */
  readonly isActive: boolean;
}

/** The content of each column. */
export const CELLS: Readonly<Record<ColumnName, (props: CellProps) => ReactNode>> = {
  grade: Grade,
  points: ({ row, format }) => row.score && format.number(row.score.points),
  probability: Probability,
  trend: Direction,
  lead: Lead,
  stage: ({ row, words }) => words.stage(row.stage),
  owner: ({ row, texts }) => (row.owner ? <bdi>{row.owner}</bdi> : <Muted>{texts.noOwner}</Muted>),
  reason: Reason,
  contact: ({ row, texts }) =>
    row.lastInteractionAt ? <Ago time={row.lastInteractionAt} /> : <Muted>{texts.never}</Muted>,
  step: Step,
  week: ({ row, format, texts }) => (row.score ? <Signed value={weekPoints(row.score)} format={format} /> : texts.none),
  country: ({ row, words, texts }) => (row.country ? <bdi>{words.country(row.country)}</bdi> : texts.none),
  industry: ({ row, words, texts }) => (row.industry ? <bdi>{words.value(row.industry)}</bdi> : texts.none),
  source: ({ row, words, texts }) => (row.source ? <bdi>{words.value(row.source)}</bdi> : texts.none),
  licence: ({ row, words, texts }) => (row.licenceType ? <bdi>{words.value(row.licenceType)}</bdi> : texts.none),
  created: ({ row }) => <Ago time={row.createdAt} />,
};

function Grade({ row, texts }: CellProps): ReactNode {
  const grade = gradeOf(row);
  if (!grade) return <Muted>{texts.none}</Muted>;
  if (!row.override) return <GradeBadge grade={grade} />;
  const note = texts.overridden(row.score?.grade ?? texts.none);
  return (
    <span className={styles.overridden} title={note}>
      <GradeBadge grade={grade} />
      <span aria-hidden="true">✎</span>
      <span className="visually-hidden">{note}</span>
    </span>
  );
}

function Probability({ row, format, texts }: CellProps): ReactNode {
  if (!row.score) return <Muted>{texts.noScore}</Muted>;
  return (
    <span className={styles.probability}>
      {format.alignedPercent(row.score.probability)}
      <span className={styles.bar} aria-hidden="true">
        <span style={{ inlineSize: `${row.score.probability * 100}%` }} />
      </span>
    </span>
  );
}

const ARROWS = { RISING: '▲', FALLING: '▼', STEADY: '▬', NEW: '●' } as const;

function Direction({ row, words, format, texts }: CellProps): ReactNode {
  const { trend, score, previousProbability: previous } = row;
  if (!trend || !score) return <Muted>{texts.none}</Muted>;
  const title = previous === null ? words.trend(trend) : texts.was(format.percent(previous));
  return (
    <span className={styles.trend} data-trend={trend} title={title}>
      <span aria-hidden="true">{ARROWS[trend]}</span>
      <span className={previous === null ? undefined : 'visually-hidden'}>{words.trend(trend)}</span>
      {previous !== null && format.signed((score.probability - previous) * 100, 1)}
    </span>
  );
}

function Lead({ row, isActive }: CellProps): ReactNode {
  const label = labelOf(row);
  const second = row.name && row.name.trim() !== label ? row.name : row.id === label ? '' : row.id;
  // the direction of the whole element, for the end that is cut off
  return (
    <span className={styles.lead}>
      <Link
        href={`/lead/${encodeURIComponent(row.id)}`}
        tabIndex={isActive ? 0 : -1}
        className={styles.link}
        dir="auto"
      >
        {label}
      </Link>
      {second && (
        <span className={styles.second} dir="auto">
          {second}
        </span>
      )}
    </span>
  );
}

function Reason({ row, words, texts, format }: CellProps): ReactNode {
  const { reason } = row;
  if (!reason) return <Muted>{texts.none}</Muted>;
  const own = words.reason(reason);
  const text = own ?? reason.sentence;
  return (
    <span className={styles.reason} title={text}>
      <span aria-hidden="true" className={styles.sign} data-raises={reason.raises}>
        {reason.raises ? '▲' : '▼'}
      </span>{' '}
      {/* sentences of the graph are English */}
      <bdi lang={own ? format.language : 'en'}>{text}</bdi>
    </span>
  );
}

function Step({ row, texts, now }: CellProps): ReactNode {
  const { step, due } = nextStep({ ...row, grade: gradeOf(row) }, now);
  return (
    <span className={styles.step} data-due={due}>
      {texts.steps[step]}
      {due !== 'LATER' && <Badge tone={due === 'NOW' ? 'warn' : 'neutral'}>{texts.due[due]}</Badge>}
    </span>
  );
}

function Signed({ value, format }: { readonly value: number; readonly format: Formats }): ReactNode {
  return <bdi>{format.signed(value, 1)}</bdi>;
}

/** Change of the probability since a week, in percentage points, from that of the log-odds. */
function weekPoints({ probability, weekChange }: NonNullable<Row['score']>): number {
  const odds = (probability / Math.max(1 - probability, 1e-9)) * Math.exp(-weekChange);
  return (probability - odds / (1 + odds)) * 100;
}

function Muted({ children }: { readonly children: ReactNode }): ReactNode {
  return <span className={styles.muted}>{children}</span>;
}
