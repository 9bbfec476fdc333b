import { z } from 'zod';
import { DomainError } from '../errors.ts';
import { HOUR_MS, MINUTE_MS } from '../time.ts';
import type { WebhookKeys } from '../webhooks/webhook-signature.ts';
import { list } from './config-list.ts';

const ARGUMENTS_FORM = 'expected a JSON list of texts, such as ["python3","training/train.py"]';
const flag = z.enum(['true', 'false']).transform((value) => value === 'true');

/** Every environment variable of the training that critical drift starts. */
export const retrainingVariables = {
  RETRAIN_URL: z
    .url({ protocol: /^https?$/, error: 'expected a URL of http or https' })
    .optional()
    .describe('URL that is posted to, signed, when data has drifted critically'),
  DATABRICKS_HOST: z
    .url({ protocol: /^https?$/, error: 'expected a URL of http or https' })
    .transform((url) => url.replace(/\/+$/, ''))
    .optional()
    .describe('workspace of Databricks with the job that trains models'),
  DATABRICKS_TOKEN: z.string().min(1).optional().describe('token that may run the job'),
  RETRAIN_JOB_ID: z.coerce.number().int().positive().optional().describe('job to run when data has drifted critically'),
  RETRAIN_JOB_PARAMETERS: flag.default(false).describe('whether that job takes the parameters model and alert'),
  RETRAIN_COMMAND: z
    .string()
    .transform(readArguments)
    .optional()
    .describe('program on this machine, with its arguments, to run when data has drifted critically; JSON, no shell'),
  RETRAIN_TIMEOUT_MINUTES: z.coerce
    .number()
    .positive()
    .max(10_080)
    .default(120)
    .describe('longest run of that program, minutes'),
  RETRAIN_PASS_ENV: list(z.string().regex(/^[A-Za-z_]\w*$/, 'expected names of variables, by commas'))
    .prefault('')
    .describe('variables that the program gets besides those listed for it, such as MLFLOW_TRACKING_TOKEN'),
  RETRAIN_COOL_DOWN_HOURS: z.coerce
    .number()
    .positive()
    .max(8_760)
    .default(24)
    .describe('least time between two trainings of one model, hours'),
};

const retrainingSchema = z.object(retrainingVariables);
type Values = z.output<typeof retrainingSchema>;

/** Variables of a process, by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A URL that is posted to, signed. */
export interface SignedTarget {
  readonly url: string;
  readonly key: WebhookKeys;
}

/** Training of models that critical drift starts: by a webhook, a job of Databricks, or a program on this machine. */
export interface RetrainingConfig {
  readonly coolDownMs: number;
  readonly by:
    | { readonly webhook: SignedTarget }
    | { readonly job: DatabricksJobConfig }
    | { readonly command: RetrainingCommandConfig };
}

/** A job of Databricks, and what it is run with. */
export interface DatabricksJobConfig {
  /** of the workspace, such as `https://adb-1.azuredatabricks.net` */
  readonly host: string;
  readonly token: string;
  readonly jobId: number;
  /** whether the job has the parameters `model` and `alert` */
  readonly hasParameters: boolean;
}

/** A program on this machine that trains a model. */
export interface RetrainingCommandConfig {
  /** the program and its arguments; no shell reads them */
  readonly argv: readonly string[];
  /** its whole environment, but for the facts about the alert */
  readonly environment: Readonly<Record<string, string>>;
  readonly timeLimitMs: number;
}

/**
 * Resolves the checked variables and holds them against each other.
 *
 * @param webhook target of RETRAIN_URL
 * @param environment source of the variables that the program gets
 * @throws {DomainError} CONFIGURATION_INVALID when there is more than one way to train, or a part of one is absent
 */
export function readRetraining(
  values: Values,
  webhook: SignedTarget | undefined,
  environment: Environment,
): RetrainingConfig | undefined {
  const ways = {
    RETRAIN_JOB_ID: values.RETRAIN_JOB_ID === undefined ? undefined : { job: readJob(values, values.RETRAIN_JOB_ID) },
    RETRAIN_URL: webhook && { webhook },
    RETRAIN_COMMAND: values.RETRAIN_COMMAND && { command: readCommand(values, values.RETRAIN_COMMAND, environment) },
  };
  const [first, second] = Object.entries(ways).filter(([, way]) => way !== undefined);
  if (first && second)
    throw new DomainError('CONFIGURATION_INVALID', `${second[0]}: found it beside ${first[0]}, expected one`);
  const by = ways.RETRAIN_JOB_ID ?? ways.RETRAIN_URL ?? ways.RETRAIN_COMMAND;
  return by && { coolDownMs: values.RETRAIN_COOL_DOWN_HOURS * HOUR_MS, by };
}

function readJob(values: Values, jobId: number): DatabricksJobConfig {
  const { DATABRICKS_HOST: host, DATABRICKS_TOKEN: token, RETRAIN_JOB_PARAMETERS: hasParameters } = values;
  if (host === undefined || token === undefined)
    throw new DomainError(
      'CONFIGURATION_INVALID',
      'DATABRICKS_HOST or DATABRICKS_TOKEN: found nothing beside RETRAIN_JOB_ID, expected both',
    );
  return { host, token, jobId, hasParameters };
}

// what a program needs to run at all, and where its data and results are; the platform's own secrets are not among them
const PASSED = ['PATH', 'HOME', 'LANG', 'LC_ALL', 'TZ', 'TMPDIR', 'MLFLOW_TRACKING_URI', 'LAKE_URL'];

function readCommand(
  { RETRAIN_TIMEOUT_MINUTES, RETRAIN_PASS_ENV }: Values,
  argv: readonly string[],
  environment: Environment,
): RetrainingCommandConfig {
  const passed = [...PASSED, ...RETRAIN_PASS_ENV].flatMap((name) => {
    const value = environment[name];
    return value ? [[name, value] as const] : [];
  });
  return {
    argv,
    environment: Object.fromEntries(passed),
    timeLimitMs: RETRAIN_TIMEOUT_MINUTES * MINUTE_MS,
  };
}

function readArguments(text: string, context: z.RefinementCtx): readonly string[] {
  const parsed = z
    .array(z.string().regex(/^[^\0]*$/))
    .min(1)
    .safeParse(parseJson(text));
  if (parsed.success && parsed.data[0] !== '') return parsed.data;
  context.addIssue({ code: 'custom', message: ARGUMENTS_FORM });
  return z.NEVER;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
