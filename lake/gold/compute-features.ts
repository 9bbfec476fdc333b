import { type Lake, lakeNow } from '../delta/lake.ts';
import { OpenRelations } from '../silver/open-relations.ts';
import { featureDigest, featuresOf, leadsAt, type SilverRelations } from './feature-rows.ts';
import { openSilver } from './open-silver.ts';

/** Features to compute. */
export interface FeatureRequest {
  /** time as of which they are known, epoch milliseconds */
  readonly asOf: number;
  /** SQL condition on the columns of `silver/leads` as of that time; all leads when absent */
  readonly leadFilter?: string | undefined;
}

/** Query for features, until it is released. */
export interface ComputedFeatures {
  /** query of DuckDB with the columns of `gold/features` */
  readonly query: string;
  /** version of each silver table that it reads, by path */
  readonly versions: Readonly<Record<string, number>>;
  /** deletes downloaded files */
  release(): Promise<void>;
}

/**
 * Opens the silver tables for the features of leads as of any time, as `gold/features` has them for its own.
 *
 * @returns undefined when there is no silver table yet
 */
export async function computeFeatures(lake: Lake, request: FeatureRequest): Promise<ComputedFeatures | undefined> {
  const relations = new OpenRelations();
  try {
    const silver = await openSilver(lake, relations);
    if (silver)
      return {
        query: featureQuery(request, silver, lakeNow(lake)),
        versions: silver.versions,
        release: () => relations.release(),
      };
  } catch (error) {
    await relations.release();
    throw error;
  }
  await relations.release();
  return undefined;
}

/** Query of the rows of `gold/features`. @param computedAt epoch milliseconds */
export function featureQuery(
  { asOf, leadFilter }: FeatureRequest,
  silver: SilverRelations,
  computedAt: number,
): string {
  const rows = featuresOf(`(${leadsAt(asOf, silver.leads, leadFilter)})`, silver);
  return `SELECT *, ${featureDigest()} AS feature_digest, CAST(${Math.floor(computedAt)} AS BIGINT) AS computed_at FROM (${rows})`;
}
