import 'reflect-metadata';
import { registerEnumType } from 'type-graphql';
import { stringEnum } from '../../../../platform/graphql/string-enum.ts';
import { REIGN_ENDS } from '../../versions/rules/reign.ts';
import { STAGE_ACTIONS, STAGES } from '../../versions/rules/stage-rule.ts';

/** GraphQL enum of the stages. */
export const ModelStage = stringEnum(STAGES);
registerEnumType(ModelStage, {
  name: 'ModelStage',
  description: 'Where a model version stands.',
  valuesConfig: {
    NONE: { description: 'Registered, and nothing more.' },
    STAGING: { description: 'On trial; does not answer callers.' },
    PRODUCTION: { description: 'The champion: answers callers. At most one version of a model.' },
    ARCHIVED: { description: 'Out of use; kept, so that its scores stay explainable.' },
  },
});

/** GraphQL enum of the stage actions. */
export const StageAction = stringEnum(STAGE_ACTIONS);
registerEnumType(StageAction, {
  name: 'StageAction',
  description: 'What was done to a model version.',
  valuesConfig: {
    REGISTER: { description: 'It was registered.' },
    STAGE: { description: 'It was put on trial.' },
    PROMOTE: { description: 'It became champion.' },
    REPLACE: { description: 'Another version became champion in its place.' },
    ROLL_BACK: { description: 'It became champion again, by a rollback.' },
    ARCHIVE: { description: 'It was taken out of use.' },
  },
});

/** GraphQL enum of the ends of a reign. */
export const ReignEnd = stringEnum(REIGN_ENDS);
registerEnumType(ReignEnd, {
  name: 'ReignEnd',
  description:
    'Why a version stopped being champion. After all but SUPERSEDED it comes back only past the gates or by steps.',
  valuesConfig: {
    SUPERSEDED: { description: 'Another version was promoted, or passed its rollout.' },
    CRITICAL_ALERT: { description: 'The same, while an alert about it was open and CRITICAL.' },
    KILL_SWITCH: { description: 'The kill switch made the champion before champion again.' },
    ROLLBACK: { description: 'Somebody went straight back to a champion of before.' },
  },
});

/** Stages a version can be registered in. */
export const RegistrationStage = stringEnum(['NONE', 'STAGING'] as const);
registerEnumType(RegistrationStage, {
  name: 'RegistrationStage',
  description: 'Where a model version may start.',
  valuesConfig: {
    NONE: { description: 'Registered, and nothing more.' },
    STAGING: { description: 'On trial at once.' },
  },
});

/** GraphQL enum of the aliases that registries know. */
export const ModelAlias = stringEnum(['CHAMPION', 'CHALLENGER'] as const);
registerEnumType(ModelAlias, {
  name: 'ModelAlias',
  description: 'A name that one version of a model has at a time.',
  valuesConfig: {
    CHAMPION: { description: 'The version in PRODUCTION; it follows the stage.' },
    CHALLENGER: { description: 'The version that is to prove itself against the champion.' },
  },
});
