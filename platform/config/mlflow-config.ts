import { z } from 'zod';
import { DomainError } from '../errors.ts';

const HTTP_URL = 'expected a URL such as http://127.0.0.1:5000, without user name or password';

function isHttpUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, search, hash } = new URL(text);
  return /^https?:$/.test(protocol) && `${username}${password}${search}${hash}` === '';
}

function listed(text: string): string[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
}

const NAMES = z.record(z.string().min(1), z.string().regex(/^[\w.-]{1,100}$/));
const NAMES_FORM =
  'expected a JSON object of names in MLflow and different names here (letters, digits, _ . and -, 100 at most)';

function readNames(text: string, context: z.RefinementCtx): ReadonlyMap<string, string> {
  const entries = Object.entries(NAMES.safeParse(parseJson(text)).data ?? { '': '' });
  const names = new Map(entries.map(([name, model]) => [name.normalize('NFC'), model]));
  if (names.has('') || new Set(names.values()).size !== entries.length) {
    context.addIssue({ code: 'custom', message: NAMES_FORM });
    return z.NEVER;
  }
  return names;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Every environment variable of the MLflow server that the registry follows. */
export const mlflowVariables = {
  MLFLOW_TRACKING_URI: z
    .string()
    .refine(isHttpUrl, { error: HTTP_URL })
    .optional()
    .describe('MLflow server (3.x) that the model registry follows; absent: none'),
  MLFLOW_TRACKING_TOKEN: z.string().optional().describe('token sent to MLflow'),
  MLFLOW_TRACKING_USERNAME: z.string().optional().describe('user name sent to MLflow; needs the password'),
  MLFLOW_TRACKING_PASSWORD: z.string().optional().describe('password sent to MLflow; needs the user name'),
  MLFLOW_MODELS: z
    .string()
    .transform(listed)
    .default([])
    .describe('registered models to follow, by commas; absent: all with a version of the onnx flavour'),
  MLFLOW_MODEL_NAMES: z
    .string()
    .default('{}')
    .transform(readNames)
    .describe('names here of MLflow models whose names are none here, such as {"Lead Scoring":"lead-scoring"}; JSON'),
  MLFLOW_POLL_SECONDS: z.coerce
    .number()
    .min(1)
    .max(86_400)
    .default(30)
    .describe('pause between two syncs with MLflow, seconds'),
  MLFLOW_TIMEOUT_MS: z.coerce
    .number()
    .int()
    .min(10)
    .max(600_000)
    .default(10_000)
    .describe('longest wait for one answer of MLflow, a file included, milliseconds'),
  MLFLOW_ALIAS_MOVES: z
    .enum(['write-back', 'request'])
    .default('write-back')
    .describe('what follows when champion is moved in MLflow: it is set back, or a promotion is requested'),
};

const mlflowSchema = z.object(mlflowVariables);

/** The MLflow server to follow, and how. */
export interface MlflowConfig {
  /** without a slash at its end */
  readonly trackingUri: string;
  /** the HTTP header that says who asks; absent where the server does not care */
  readonly authorization: string | undefined;
  /** names of registered models; empty: all */
  readonly models: readonly string[];
  /** names of models here by their names in MLflow, in NFC, where these differ */
  readonly modelNames: ReadonlyMap<string, string>;
  readonly pollMs: number;
  readonly timeoutMs: number;
  readonly aliasMoves: 'write-back' | 'request';
}

/**
 * Resolves the checked variables and holds them against each other. Without a server the others have no meaning.
 *
 * @throws {DomainError} CONFIGURATION_INVALID when two contradict each other
 */
export function readMlflow(values: z.output<typeof mlflowSchema>): MlflowConfig | undefined {
  if (values.MLFLOW_TRACKING_URI === undefined) return undefined;
  return {
    trackingUri: values.MLFLOW_TRACKING_URI.replace(/\/+$/, ''),
    authorization: authorizationOf(values),
    models: values.MLFLOW_MODELS,
    modelNames: values.MLFLOW_MODEL_NAMES,
    pollMs: values.MLFLOW_POLL_SECONDS * 1_000,
    timeoutMs: values.MLFLOW_TIMEOUT_MS,
    aliasMoves: values.MLFLOW_ALIAS_MOVES,
  };
}

function authorizationOf(values: z.output<typeof mlflowSchema>): string | undefined {
  const { MLFLOW_TRACKING_TOKEN: token, MLFLOW_TRACKING_USERNAME: user, MLFLOW_TRACKING_PASSWORD: password } = values;
  if ((user === undefined) !== (password === undefined))
    throw contradiction('found one of MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD, expected both or neither');
  if (token !== undefined && user !== undefined)
    throw contradiction('found MLFLOW_TRACKING_TOKEN beside MLFLOW_TRACKING_USERNAME, expected one of them');
  if (token !== undefined) return `Bearer ${token}`;
  return user === undefined ? undefined : `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}

function contradiction(message: string): DomainError {
  return new DomainError('CONFIGURATION_INVALID', message);
}
