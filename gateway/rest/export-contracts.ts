import { EXPORT_FORMATS, EXPORT_MEDIA_TYPES } from '../../platform/exports/export-format.ts';
import type { RestContract } from './contract.ts';
import { type ExportParameters, querySchema } from './export-query.ts';

/** An export as a route: its subgraph, its parameters and its contract. */
export interface ExportRoute {
  /** name of the export in its subgraph */
  readonly name: string;
  readonly subgraph: 'leads' | 'scores';
  readonly parameters: ExportParameters;
  readonly contract: RestContract;
}

const STREAMED =
  'The response is streamed at the pace of its reader. If it fails midway, the connection is closed before the end, so that an incomplete file cannot pass for a complete one; with `snapshot` and `after` an export as CSV or JSON Lines goes on from its last whole row. In CSV, a text that a spreadsheet would take for a formula has an apostrophe before it.';

const LISTS =
  'Values of a list are separated by commas; those of a parameter that is repeated are whole, commas included, so that a single value with a comma is given twice.';

const DAYS = { kind: 'number', examples: ['7'] } as const;

const SCORE_PARAMETERS: ExportParameters = {
  from: { kind: 'time', description: 'Scores of this time or later, ISO 8601.', examples: ['2026-11-01'] },
  until: { kind: 'time', description: 'Scores before this time, ISO 8601.', examples: ['2026-12-01T00:00:00Z'] },
  model: { kind: 'text', description: 'Scores by versions of this model.', examples: ['lead-conversion'] },
  versions: { kind: 'numbers', description: 'Scores by these versions, separated by commas.', examples: ['1,2'] },
  roles: {
    kind: 'list',
    description: 'Scores by versions in these roles, separated by commas. Default: CHAMPION,CHALLENGER.',
    examples: ['CHAMPION,SHADOW'],
  },
  causes: {
    kind: 'list',
    description: 'Scores with these causes, separated by commas. Default: every cause except BACKTEST.',
    examples: ['REQUESTED,LEAD_CHANGED'],
  },
  grades: { kind: 'list', description: 'Scores with these grades, separated by commas.', examples: ['A,B'] },
  lead_ids: {
    kind: 'list',
    description: 'Scores of these leads, at most 100 ids, separated by commas.',
    examples: ['lead-000001'],
  },
  features: {
    kind: 'flag',
    description:
      'Whether the features that each score was computed from are columns too, true or false. Default: false.',
    examples: ['true'],
  },
};

const LEAD_PARAMETERS: ExportParameters = {
  stages: {
    kind: 'list',
    description: 'Leads in these stages, separated by commas. Default: the open ones.',
    examples: ['NEW,CONTACTED'],
  },
  include_closed: {
    kind: 'flag',
    description: 'Whether leads in closed stages are included, true or false.',
    examples: ['true'],
  },
  grades: { kind: 'list', description: 'Leads whose score has these grades, separated by commas.', examples: ['A'] },
  trends: {
    kind: 'list',
    description: 'Leads whose score has these trends, separated by commas.',
    examples: ['RISING'],
  },
  minimum_probability: {
    kind: 'number',
    description: 'Leads whose score has this probability or more, 0 to 1.',
    examples: ['0.5'],
  },
  maximum_probability: {
    kind: 'number',
    description: 'Leads whose score has this probability or less, 0 to 1.',
    examples: ['0.5'],
  },
  unscored: { kind: 'flag', description: 'true: leads without a score; false: leads with one.', examples: ['false'] },
  has_override: {
    kind: 'flag',
    description: 'Whether sales overrides the grade of the lead now, true or false.',
    examples: ['true'],
  },
  industries: { kind: 'list', description: 'Leads in these industries, separated by commas.', examples: ['TRADING'] },
  countries: {
    kind: 'list',
    description: 'Leads from these countries, ISO 3166-1 alpha-2 codes, separated by commas.',
    examples: ['AE,IN'],
  },
  sources: { kind: 'list', description: 'Leads from these channels, separated by commas.', examples: ['GOOGLE_ADS'] },
  licence_types: {
    kind: 'list',
    description: 'Leads that want these kinds of licence, separated by commas.',
    examples: ['FREELANCE'],
  },
  owners: { kind: 'list', description: 'Leads of these members of sales, separated by commas.', examples: ['sara'] },
  without_owner: {
    kind: 'flag',
    description: 'true: also, or only, leads without an owner; false: leads with one.',
    examples: ['true'],
  },
  created_from: {
    kind: 'time',
    description: 'Leads created at this time or later, ISO 8601.',
    examples: ['2026-01-01'],
  },
  created_before: { kind: 'time', description: 'Leads created before this time, ISO 8601.', examples: ['2026-12-01'] },
  updated_since: {
    kind: 'time',
    description: 'Leads changed at this time or later, ISO 8601.',
    examples: ['2026-11-01'],
  },
  last_interaction_since: {
    kind: 'time',
    description: 'Leads with their last interaction at this time or later, ISO 8601.',
    examples: ['2026-11-01'],
  },
  last_interaction_before: {
    kind: 'time',
    description: 'Leads with their last interaction before this time, ISO 8601.',
    examples: ['2026-11-01'],
  },
  without_interaction: {
    kind: 'flag',
    description: 'true: also, or only, leads without an interaction; false: leads with one.',
    examples: ['true'],
  },
  company: { kind: 'text', description: "Leads whose company's name contains this text.", examples: ['trading'] },
  search: {
    kind: 'text',
    description:
      'Leads with words that begin with these in company, and with `leads:pii` in name, e-mail address and telephone number.',
    examples: ['falcon'],
  },
};

const TRAINING_PARAMETERS: ExportParameters = {
  created_from: {
    kind: 'time',
    description: 'Leads created at this time or later, ISO 8601.',
    examples: ['2026-01-01'],
  },
  created_before: { kind: 'time', description: 'Leads created before this time, ISO 8601.', examples: ['2026-12-01'] },
  days_after_creation: {
    ...DAYS,
    description: "Days from a lead's creation to the decision that its row is for, 0 to 3,650. Default: 7.",
  },
  maturity_days: {
    ...DAYS,
    description:
      'Age of a decision from which on a lead without an outcome counts as not converted, days, 0 to 3,650. Default: that of performance, 90 unless configured.',
  },
};

const RESUMPTION: ExportParameters = {
  snapshot: {
    kind: 'text',
    description: 'Header `x-export-snapshot` of an export that broke off, to go on with its state of the data.',
    examples: ['WyJzY29yZXMiLDFd'],
  },
  after: {
    kind: 'text',
    description: 'Id of the last whole row that arrived: the export begins with the next one.',
    examples: ['lead-000001'],
  },
};

/** `GET /exports/scores`, `/exports/leads` and `/exports/training-rows`. */
export const EXPORT_ROUTES: readonly ExportRoute[] = [
  route('scores', 'scores', SCORE_PARAMETERS, {
    operationId: 'exportScores',
    summary: 'Export scores',
    description: `Recorded scores, oldest first: the log as it was when the export began. ${LISTS} ${STREAMED}`,
  }),
  route('leads', 'leads', LEAD_PARAMETERS, {
    operationId: 'exportLeads',
    summary: 'Export leads',
    description: `Leads with the score that they are ranked by, in the order of their ids, as they were when the export began. Without the scope \`leads:pii\` the columns \`name\`, \`email\` and \`phone\` are empty. ${LISTS} ${STREAMED}`,
  }),
  route('training-rows', 'scores', TRAINING_PARAMETERS, {
    operationId: 'exportTrainingRows',
    alsoNeeds: ['models:read'],
    summary: 'Export training rows',
    description: `One row per lead whose end is known, with its features as of the decision time, from the facts that were known then, and its label: 1 for a lead that converted, 0 for one that was lost or has no outcome after \`maturity_days\`. Leads whose outcome is not after the decision are left out, as their features would reveal it. ${STREAMED}`,
  }),
];

function route(
  name: string,
  subgraph: ExportRoute['subgraph'],
  parameters: ExportParameters,
  texts: Pick<RestContract, 'operationId' | 'summary' | 'description' | 'alsoNeeds'>,
): ExportRoute {
  const contract: RestContract = {
    ...texts,
    method: 'GET',
    url: `/exports/${name}`,
    access: 'leads:read',
    query: {
      type: 'object',
      // ignoring a misspelt filter would export everything
      additionalProperties: false,
      properties: {
        format: {
          type: 'string',
          enum: EXPORT_FORMATS,
          description: 'Format of the file. Default: by the header `accept`, else csv.',
        },
        ...querySchema(parameters),
        ...querySchema(RESUMPTION),
      },
    },
    answers: {
      200: {
        description: 'The file. The header `x-export-snapshot` names the state of the data that it has.',
        mediaType: Object.values(EXPORT_MEDIA_TYPES),
        schema: { type: 'string' },
      },
    },
    refusals: [
      'CURSOR_INVALID',
      'CURSOR_EXPIRED',
      'NOT_ACCEPTABLE',
      'TOO_MANY_EXPORTS',
      'DATABASE_UNAVAILABLE',
      'DATABASE_BUSY',
    ],
  };
  return { name, subgraph, parameters, contract };
}
