import 'reflect-metadata';
import { registerEnumType } from 'type-graphql';
import { STAGE_ACTIONS, STAGES } from '../stage-rule.ts';

const enumOf = <Name extends string>(names: readonly Name[]) =>
  Object.fromEntries(names.map((name) => [name, name])) as { [Each in Name]: Each };

/** GraphQL enum of the stages. */
export const ModelStage = enumOf(STAGES);
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
export const StageAction = enumOf(STAGE_ACTIONS);
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

/** Stages a version can be registered in. */
export const RegistrationStage = enumOf(['NONE', 'STAGING'] as const);
registerEnumType(RegistrationStage, {
  name: 'RegistrationStage',
  description: 'Where a model version may start.',
  valuesConfig: {
    NONE: { description: 'Registered, and nothing more.' },
    STAGING: { description: 'On trial at once.' },
  },
});
