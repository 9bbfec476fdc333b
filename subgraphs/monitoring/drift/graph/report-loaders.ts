import DataLoader from 'dataloader';
import type { Kysely } from 'kysely';
import type { ReportedFeature, ReportedSlice } from '../rules/drift-report.ts';
import { type Against, findReportFeatures, findReportSlices } from '../store/report-store.ts';

/** Loaders of the features and slices of reports by id: one statement per tick, without a cache. */
export interface ReportLoaders {
  readonly features: DataLoader<number, Readonly<Record<Against, readonly ReportedFeature[]>>>;
  readonly slices: DataLoader<number, readonly ReportedSlice[]>;
}

/** Creates the loaders of reports. */
export function createReportLoaders(db: Kysely<never>): ReportLoaders {
  return {
    features: new DataLoader(
      async (reports: readonly number[]) => {
        const rows = await findReportFeatures(db, reports);
        return reports.map((report) => {
          const of = (against: Against) =>
            rows.filter((row) => row.report === report && row.against === against).map(({ details }) => details);
          return { REFERENCE: of('REFERENCE'), PREVIOUS: of('PREVIOUS') };
        });
      },
      { cache: false },
    ),
    slices: new DataLoader(
      async (reports: readonly number[]) => {
        const rows = await findReportSlices(db, reports);
        return reports.map((id) => rows.filter(({ report }) => report === id).map(({ report: _, ...slice }) => slice));
      },
      { cache: false },
    ),
  };
}
