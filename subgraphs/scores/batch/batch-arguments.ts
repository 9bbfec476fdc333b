import { parseArgs } from 'node:util';
import { DomainError } from '../../../platform/errors.ts';
import { refusal } from '../../../platform/refusal.ts';
import type { BatchRequest } from './batch-jobs.ts';
import { BATCH_OUTPUTS, type BatchOutput } from './rules/batch-job.ts';

/** Usage of `npm run batch`. */
export const BATCH_USAGE = `npm run batch -- [OPTION…]
  --model NAME           model that scores; the one that feeds the CRM by default
  --model-version N      its version; the champion by default
  --as-of TIME           time of the features, ISO 8601; that of gold/features by default
  --output LOG|LAKE      destination, once or twice; both by default
  --all                  also leads that did not change since their last prediction
  --include-closed       also leads of a closed stage
  --lead-id ID, --country CODE, --industry NAME, --source NAME, --licence-type NAME
                         only these leads; each may be repeated
  --import RUN           imports the predictions of a run of another engine instead`;

const OPTIONS = {
  model: { type: 'string' },
  'model-version': { type: 'string' },
  'as-of': { type: 'string' },
  output: { type: 'string', multiple: true },
  all: { type: 'boolean' },
  'include-closed': { type: 'boolean' },
  'lead-id': { type: 'string', multiple: true },
  country: { type: 'string', multiple: true },
  industry: { type: 'string', multiple: true },
  source: { type: 'string', multiple: true },
  'licence-type': { type: 'string', multiple: true },
  import: { type: 'string' },
} as const;

/** Job that the command line asks for: one that scores, or the run of another engine to import. */
export type BatchCommand = { readonly request: Omit<BatchRequest, 'startedBy'> } | { readonly importedRun: string };

/**
 * Reads the command line of `npm run batch`.
 *
 * @throws {DomainError} VALIDATION_FAILED for anything that is no option or has no valid value
 */
export function readBatchArguments(args: readonly string[]): BatchCommand {
  const { values } = parse(args);
  const { import: importedRun, ...scoring } = values;
  if (importedRun !== undefined) {
    if (Object.keys(scoring).length > 0) throw usage('--import: found other options, expected none beside it');
    return { importedRun };
  }
  return {
    request: {
      model: scoring.model,
      version: readVersion(scoring['model-version']),
      asOf: readTime(scoring['as-of']),
      outputs: scoring.output?.map(readOutput),
      onlyChanged: !scoring.all,
      filter: {
        leadIds: scoring['lead-id'] ?? null,
        countries: scoring.country ?? null,
        industries: scoring.industry ?? null,
        sources: scoring.source ?? null,
        licenceTypes: scoring['licence-type'] ?? null,
        includeClosed: scoring['include-closed'] ?? false,
      },
    },
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS });
  } catch (error) {
    throw usage((error as Error).message);
  }
}

function readVersion(text: string | undefined): number | undefined {
  if (text === undefined || /^[1-9]\d{0,8}$/.test(text)) return text === undefined ? undefined : Number(text);
  throw refusal('VALIDATION_FAILED', '--model-version', text, 'a number from 1');
}

function readTime(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw refusal('VALIDATION_FAILED', '--as-of', text, 'a time such as 2026-06-01T00:00:00Z');
  return time;
}

function readOutput(text: string): BatchOutput {
  const output = BATCH_OUTPUTS.find((known) => known === text.toUpperCase());
  if (!output) throw refusal('VALIDATION_FAILED', '--output', text, BATCH_OUTPUTS.join(' or '));
  return output;
}

function usage(message: string): DomainError {
  return new DomainError('VALIDATION_FAILED', `${message}; expected ${BATCH_USAGE}`);
}
