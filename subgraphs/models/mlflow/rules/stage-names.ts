import type { Stage } from '../../versions/rules/stage-rule.ts';

const NAMES: Readonly<Record<Stage, string>> = {
  NONE: 'None',
  STAGING: 'Staging',
  PRODUCTION: 'Production',
  ARCHIVED: 'Archived',
};

/** MLflow's name of a stage. */
export function mlflowStage(stage: Stage): string {
  return NAMES[stage];
}
