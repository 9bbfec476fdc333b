import 'reflect-metadata';
import { registerEnumType } from 'type-graphql';
import { stringEnum } from '../../../../platform/graphql/string-enum.ts';
import { REIGN_ENDS } from '../../versions/rules/reign.ts';
import { STAGE_ACTIONS, STAGES } from '../../versions/rules/stage-rule.ts';

/** GraphQL enum of the stages. */
export const ModelStage = stringEnum(STAGES);
registerEnumType(ModelStage, {
  name: 'ModelStage',
  description: 'Stage of a model version.',
  valuesConfig: {
    NONE: { description: 'Registered, with no further role.' },
    STAGING: { description: 'Under test; does not answer callers, except in a rollout.' },
    PRODUCTION: { description: 'Champion: answers callers. At most one version of a model.' },
    ARCHIVED: { description: 'No longer in use; kept so that its scores remain explainable.' },
  },
});

/** GraphQL enum of the stage actions. */
export const StageAction = stringEnum(STAGE_ACTIONS);
registerEnumType(StageAction, {
  name: 'StageAction',
  description: 'Action that changed the stage of a version.',
  valuesConfig: {
    REGISTER: { description: 'The version was registered.' },
    STAGE: { description: 'The version was moved to STAGING.' },
    PROMOTE: { description: 'The version became champion.' },
    REPLACE: { description: 'Another version became champion in its place.' },
    ROLL_BACK: { description: 'The version became champion again by a rollback.' },
    ARCHIVE: { description: 'The version was archived.' },
  },
});

/** GraphQL enum of the ends of a champion's time. */
export const ReignEnd = stringEnum(REIGN_ENDS);
registerEnumType(ReignEnd, {
  name: 'ReignEnd',
  description:
    'Reason why a version stopped being champion. Unless it is SUPERSEDED, the version can return only through the gates or the steps of a rollout.',
  valuesConfig: {
    SUPERSEDED: { description: 'Another version was promoted, or completed its rollout.' },
    CRITICAL_ALERT: { description: 'Another version was promoted while a CRITICAL alert about this one was open.' },
    KILL_SWITCH: { description: 'The kill switch returned to the previous champion.' },
    ROLLBACK: { description: 'A rollback to a chosen former champion replaced it.' },
  },
});

/** Stages of a new version. */
export const RegistrationStage = stringEnum(['NONE', 'STAGING'] as const);
registerEnumType(RegistrationStage, {
  name: 'RegistrationStage',
  description: 'Stage of a new model version.',
  valuesConfig: {
    NONE: { description: 'Registered, with no further role.' },
    STAGING: { description: 'Under test from the start.' },
  },
});

/** GraphQL enum of the aliases of a version. */
export const ModelAlias = stringEnum(['CHAMPION', 'CHALLENGER'] as const);
registerEnumType(ModelAlias, {
  name: 'ModelAlias',
  description: 'Name that at most one version of a model has at a time.',
  valuesConfig: {
    CHAMPION: { description: 'The version in stage PRODUCTION; the alias follows the stage.' },
    CHALLENGER: { description: 'The version to test against the champion.' },
  },
});
