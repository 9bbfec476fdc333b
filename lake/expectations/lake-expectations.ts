import { BRONZE_EXPECTATIONS } from './bronze-expectations.ts';
import type { LayerExpectations } from './expectation.ts';
import { GOLD_EXPECTATIONS } from './gold-expectations.ts';
import type { LakeLayer } from './lake-tables.ts';
import { PREDICTION_EXPECTATIONS } from './prediction-expectations.ts';
import { SILVER_EXPECTATIONS } from './silver-expectations.ts';

/** Expectations of every layer. */
export const LAKE_EXPECTATIONS: Readonly<Record<LakeLayer, LayerExpectations>> = {
  BRONZE: BRONZE_EXPECTATIONS,
  SILVER: SILVER_EXPECTATIONS,
  GOLD: GOLD_EXPECTATIONS,
  PREDICTIONS: PREDICTION_EXPECTATIONS,
};
