import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Database } from '../../../platform/database/database.ts';
import { hasViews } from '../../../platform/database/published-views.ts';
import type { GradeLimits } from '../../../scoring/grade.ts';
import { requireModel } from '../versions/change-model.ts';
import { checkGradeLimits } from './rules/check-grade-limits.ts';
import { type CountedGrades, type GradePreview, gradePreview } from './rules/grade-preview.ts';
import { readGradeMoves } from './store/grade-moves.ts';

const READ = ['leads.lead_state', 'leads.outcome_facts', 'scores.prediction_log', 'scores.written_back_score'];

/**
 * Previews the grades of a model's leads by other limits, without setting them. It reads in pages, so neither the event
 * loop nor the embedded database is blocked for longer than one page takes; a lead that changes meanwhile counts once.
 *
 * @throws {DomainError} VALIDATION_FAILED, MODEL_NOT_FOUND
 */
export async function previewGradePolicy(
  database: Database,
  model: string,
  limits: GradeLimits,
): Promise<GradePreview> {
  checkGradeLimits(limits);
  const db = database.tables<never>();
  await requireModel(db, model);
  const counts: CountedGrades[] = [];
  // leads and scores start after this subgraph
  if (await hasViews(database, READ)) {
    let after: string | null = '';
    while (after !== null) {
      const { moves, lastLead } = await readGradeMoves(db, model, limits, after);
      counts.push(...moves);
      after = lastLead;
      await nextTurn();
    }
  }
  return gradePreview(counts);
}
