import { sql } from 'kysely';
import type { FeatureVector } from '../../../lake/features/features.ts';
import type { ReferenceWindow } from '../../../scoring/model-manifest.ts';
import { referenceRows } from '../../../scoring/reference-rows.ts';
import { runCooperatively, type Steps } from '../../../statistics/run-cooperatively.ts';
import type { ScoringVersion } from '../inference/scoring-version.ts';
import type { ScoresDb } from '../record/prediction-store.ts';

/**
 * Origins of a background. REFERENCE_WINDOW: the sample that the version was registered with. RECORDED_SCORES: features of
 * the model's recorded scores, where the version has no reference window.
 */
export const BACKGROUND_SOURCES = { REFERENCE_WINDOW: 'REFERENCE_WINDOW', RECORDED_SCORES: 'RECORDED_SCORES' } as const;

/** See {@link BACKGROUND_SOURCES}. */
export type BackgroundSource = keyof typeof BACKGROUND_SOURCES;

/** Feature vectors that stand for leads of which nothing is known. */
export interface Background {
  readonly source: BackgroundSource;
  readonly rows: readonly FeatureVector[];
}

// of a larger window every n-th row: the mean of so many differs from that of all by a fiftieth of a standard deviation
const MOST_ROWS = 2_000;
const ROWS_PER_STEP = 100;
// of the log, so that a model with few scores costs no scan of all of it
const NEWEST_SCORES = 20_000;

/** Finds the background of a version; without rows when it has no reference window and its model no scores. */
export async function findBackground(db: ScoresDb, version: ScoringVersion): Promise<Background> {
  const window = await findReferenceWindow(db, version);
  if (window) return { source: 'REFERENCE_WINDOW', rows: await runCooperatively(rowsOf(window, version)) };
  const { rows } = await sql<{ features: FeatureVector }>`SELECT features FROM (
      SELECT model, features FROM scores.prediction ORDER BY scored_at DESC LIMIT ${NEWEST_SCORES}
    ) newest WHERE model = ${version.model} LIMIT ${MOST_ROWS}`.execute(db);
  return { source: 'RECORDED_SCORES', rows: rows.map(({ features }) => features) };
}

function* rowsOf(window: Window, { signature }: ScoringVersion): Steps<readonly FeatureVector[]> {
  const rows: FeatureVector[] = [];
  for (let from = 0; from < window.rows; from += ROWS_PER_STEP) {
    rows.push(...referenceRows(window, signature, from, from + ROWS_PER_STEP));
    yield;
  }
  return rows;
}

type Window = Pick<ReferenceWindow, 'features' | 'rows'>;

/** Thinned by the database: a window of many megabytes is not parsed here. */
async function findReferenceWindow(db: ScoresDb, { model, version }: ScoringVersion): Promise<Window | undefined> {
  const { rows } = await sql<Window>`
    SELECT (w.rows + w.step - 1) / w.step AS rows, CASE WHEN w.step = 1 THEN w.features ELSE (
        SELECT jsonb_object_agg(f.key, (
          SELECT jsonb_agg(e.value ORDER BY e.place) FROM jsonb_array_elements(f.value) WITH ORDINALITY AS e (value, place)
          WHERE (e.place - 1) % w.step = 0))
        FROM jsonb_each(w.features) AS f) END AS features
    FROM (SELECT rows, features, (rows + ${MOST_ROWS - 1}::int) / ${MOST_ROWS}::int AS step
      FROM models.reference_window_data WHERE model = ${model} AND version = ${version}) w`.execute(db);
  return rows[0];
}
