/** Layers of the lake, in the order in which they are written. */
export const LAKE_LAYERS = ['BRONZE', 'SILVER', 'GOLD', 'PREDICTIONS'] as const;

/** A layer of {@link LAKE_LAYERS}. */
export type LakeLayer = (typeof LAKE_LAYERS)[number];

/** Paths of the tables of each layer, below the lake's URL. */
export const LAKE_TABLES = {
  BRONZE: ['bronze/lead_events', 'bronze/interaction_events', 'bronze/outcome_events'],
  SILVER: ['silver/leads', 'silver/interactions', 'silver/outcomes', 'silver/rejects'],
  GOLD: ['gold/features', 'gold/training_set'],
  PREDICTIONS: ['predictions'],
} as const satisfies Readonly<Record<LakeLayer, readonly string[]>>;

/** Path of a table of the lake. */
export type LakeTablePath = (typeof LAKE_TABLES)[LakeLayer][number];
