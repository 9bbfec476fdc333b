import { GRADES, type Grade } from '../../../../scoring/grade.ts';

/** Number of open leads with one grade now and one by other limits. */
export interface GradeMove {
  readonly from: Grade;
  readonly to: Grade;
  readonly leads: number;
}

/** Outcomes of the leads that would have had one grade. */
export interface GradeOutcomes {
  readonly grade: Grade;
  readonly decided: number;
  readonly converted: number;
  /** converted / decided; null without decided leads */
  readonly conversionRate: number | null;
}

/** Effect that other limits would have. */
export interface GradePreview {
  /** open leads that have a score */
  readonly openLeads: number;
  /** of which the grade would differ */
  readonly moved: number;
  /** every pair of grades, best first */
  readonly moves: readonly GradeMove[];
  /** every grade, best first */
  readonly outcomes: readonly GradeOutcomes[];
}

/** Counted leads of a {@link GradePreview}. */
export interface CountedGrades extends GradeMove {
  readonly kind: 'OPEN' | 'DECIDED';
  readonly converted: number;
}

const ALL = Object.keys(GRADES) as readonly Grade[];

/** Sums counts up to a preview. @param counts of any pages, in any order */
export function gradePreview(counts: readonly CountedGrades[]): GradePreview {
  const open = counts.filter(({ kind }) => kind === 'OPEN');
  const decided = counts.filter(({ kind }) => kind === 'DECIDED');
  const moves = ALL.flatMap((from) =>
    ALL.map((to) => ({ from, to, leads: sumLeads(open.filter((each) => each.from === from && each.to === to)) })),
  );
  return {
    openLeads: sumLeads(moves),
    moved: sumLeads(moves.filter(({ from, to }) => from !== to)),
    moves,
    outcomes: ALL.map((grade) =>
      outcomesOf(
        grade,
        decided.filter(({ to }) => to === grade),
      ),
    ),
  };
}

function outcomesOf(grade: Grade, counts: readonly CountedGrades[]): GradeOutcomes {
  const decided = sumLeads(counts);
  const converted = counts.reduce((sum, each) => sum + each.converted, 0);
  return { grade, decided, converted, conversionRate: decided === 0 ? null : converted / decided };
}

function sumLeads(counts: readonly { readonly leads: number }[]): number {
  return counts.reduce((sum, { leads }) => sum + leads, 0);
}
