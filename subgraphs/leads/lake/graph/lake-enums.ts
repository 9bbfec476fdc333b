import { registerEnumType } from 'type-graphql';
import { EXPECTATION_SEVERITIES, EXPECTATION_STATUSES } from '../../../../lake/expectations/expectation.ts';
import { FIGURE_UNITS } from '../../../../lake/expectations/figure-unit.ts';
import { LAKE_LAYERS } from '../../../../lake/expectations/lake-tables.ts';
import { stringEnum } from '../../../../platform/graphql/string-enum.ts';

/** GraphQL enum of layers. */
export const LakeLayer = stringEnum(LAKE_LAYERS);
registerEnumType(LakeLayer, {
  name: 'LakeLayer',
  description: 'Layer of the lake.',
  valuesConfig: {
    BRONZE: { description: 'Every event as it came.' },
    SILVER: {
      description: 'Typed and deduplicated leads, interactions and outcomes, and the rows that were rejected.',
    },
    GOLD: { description: 'Features of each lead, and the training set.' },
    PREDICTIONS: { description: 'Scores of batch jobs.' },
  },
});

/** GraphQL enum of the severities of expectations. */
export const LakeExpectationSeverity = stringEnum(EXPECTATION_SEVERITIES);
registerEnumType(LakeExpectationSeverity, {
  name: 'LakeExpectationSeverity',
  description: 'Effect of an expectation that fails.',
  valuesConfig: {
    GATE: { description: 'The next layer is not written and keeps its version. The alert is CRITICAL.' },
    WARN: { description: 'It is reported, and stops nothing. The alert is a WARNING.' },
  },
});

/** GraphQL enum of the statuses of expectations. */
export const LakeExpectationStatus = stringEnum(EXPECTATION_STATUSES);
registerEnumType(LakeExpectationStatus, {
  name: 'LakeExpectationStatus',
  description: 'Result of a check of an expectation.',
  valuesConfig: {
    PASSED: { description: 'The figure is within its bounds.' },
    FAILED: { description: 'The figure is outside of its bounds.' },
    INSUFFICIENT: { description: 'There is no data, or too little history to know the bounds. It stops nothing.' },
  },
});

/** GraphQL enum of the units of figures. */
export const LakeFigureUnit = stringEnum(FIGURE_UNITS);
registerEnumType(LakeFigureUnit, {
  name: 'LakeFigureUnit',
  description: 'Unit of the figure of an expectation.',
  valuesConfig: {
    SHARE: { description: 'Share of the rows, 0 to 1.' },
    RATIO: { description: 'Rows, divided by those of an earlier check; 0 or more.' },
    SECONDS: { description: 'Seconds; negative for a time to come.' },
    NUMBER: { description: 'A number in the unit of the column.' },
  },
});
