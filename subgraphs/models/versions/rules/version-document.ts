import { z } from 'zod';
import { DEFAULT_MODEL } from '../../../../platform/config/default-model.ts';
import { DomainError } from '../../../../platform/errors.ts';
import { modelManifest } from '../../../../scoring/model-manifest.ts';

const manifest = modelManifest.shape;

/**
 * Document for the registration of a version: the manifest beside an ONNX file, of which only description and signature
 * are required.
 */
export const versionDocument = modelManifest.extend({
  model: manifest.model
    .unwrap()
    .regex(/^[\w.-]{1,100}$/, 'letters, digits, _ . and - only, 100 at most')
    .default(DEFAULT_MODEL),
  framework: manifest.framework.default('unknown'),
  command: manifest.command.default(''),
  calibration: manifest.calibration.default({ method: 'IDENTITY' }),
  metrics: manifest.metrics.default({}),
  split: manifest.split.optional(),
  holdoutDigest: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'a SHA-256 in lower-case hexadecimal')
    .describe('SHA-256 of the rows that the metrics were measured on; two versions are compared on equal ones only.')
    .optional(),
  referenceWindow: manifest.referenceWindow.optional(),
});

/** Limits of a manifest: drift statistics need some thousands of rows, and every row is stored and read as JSON. */
export const MANIFEST_LIMITS = { windowRows: 20_000, windowColumns: 500, metrics: 100 } as const;

// a wrong column of a window is a fault in each of its rows
const MAX_FAULTS = 50;

/** Checked {@link versionDocument}; every manifest is one. */
export type VersionDocument = z.infer<typeof versionDocument>;

/**
 * Checks a manifest from a request or a file.
 *
 * @param others faults found elsewhere in the request
 * @throws {DomainError} VALIDATION_FAILED naming each field with found and expected, at most 50
 */
export function parseVersionDocument(value: unknown, others: readonly string[] = []): VersionDocument {
  const parsed = versionDocument.safeParse(value);
  const faults = [
    ...others,
    ...(parsed.success ? faultsOf(parsed.data) : [...typeFaults(parsed.error), ...faultsOfParts(value)]),
  ];
  if (parsed.success && faults.length === 0) return parsed.data;
  const rest = faults.length - MAX_FAULTS;
  const shown = rest > 0 ? [...faults.slice(0, MAX_FAULTS), `and ${rest} more`] : faults;
  throw new DomainError('VALIDATION_FAILED', shown.join('; '), { faults: shown });
}

function typeFaults({ issues }: z.ZodError): string[] {
  return issues.map(({ path, message }) => `manifest.${path.join('.')}: ${message}`);
}

function faultsOf(document: VersionDocument): string[] {
  return [...textFaults(document), ...metricFaults(document), ...windowFaults(document)];
}

/** Faults of the parts that have the right types, when others have not. */
function faultsOfParts(value: unknown): string[] {
  const given = Object(value) as Record<string, unknown>;
  const { metrics, signature, referenceWindow } = versionDocument.shape;
  const figures = metrics.safeParse(given.metrics);
  const window = z.object({ signature, referenceWindow }).safeParse(given);
  return [
    ...textFaults(value),
    ...(figures.success ? metricFaults({ metrics: figures.data }) : []),
    ...(window.success ? windowFaults(window.data) : []),
  ];
}

function textFaults(document: unknown): string[] {
  const found = JSON.stringify(document)?.includes('\\u0000');
  return found ? ['manifest: found a null character, which the database cannot hold, expected text'] : [];
}

const SHARES: readonly string[] = ['auc', 'brier', 'ece'];

function metricFaults({ metrics }: Pick<VersionDocument, 'metrics'>): string[] {
  const names = Object.keys(metrics);
  const where = 'manifest.metrics';
  return [
    ...(names.length > MANIFEST_LIMITS.metrics
      ? [`${where}: found ${names.length}, expected at most ${MANIFEST_LIMITS.metrics}`]
      : []),
    ...names
      .filter((name) => SHARES.includes(name) && !isShare(metrics[name] as number))
      .map((name) => `${where}.${name}: found ${metrics[name]}, expected 0 to 1`),
  ];
}

function isShare(value: number): boolean {
  return value >= 0 && value <= 1;
}

function windowFaults({
  referenceWindow: window,
  signature,
}: Pick<VersionDocument, 'referenceWindow' | 'signature'>): string[] {
  if (!window) return [];
  const where = 'manifest.referenceWindow';
  const columns = [...Object.entries(window.features), ['scores', window.scores] as const];
  return [
    ...(window.rows > MANIFEST_LIMITS.windowRows
      ? [`${where}.rows: found ${window.rows}, expected at most ${MANIFEST_LIMITS.windowRows}`]
      : []),
    ...(columns.length > MANIFEST_LIMITS.windowColumns
      ? [`${where}: found ${columns.length} columns, expected at most ${MANIFEST_LIMITS.windowColumns}`]
      : []),
    ...(window.until < window.from ? [`${where}.until: found ${window.until}, expected ≥ from, ${window.from}`] : []),
    ...columns
      .filter(([, values]) => values.length !== window.rows)
      .map(([name, values]) => `${where}, ${name}: found ${values.length} values, expected rows, ${window.rows}`),
    ...signature.inputs.flatMap(({ name, type }) => valueFaults(window.features[name] ?? [], name, type)),
    ...signature.inputs
      .filter(({ name }) => !Object.hasOwn(window.features, name))
      .map(({ name }) => `${where}.features: found no ${name}, expected every column of the signature`),
  ];
}

function valueFaults(values: readonly unknown[], name: string, type: string): string[] {
  const kind = type === 'string' ? 'string' : 'number';
  const row = values.findIndex((value) => value !== null && typeof value !== kind);
  if (row === -1) return [];
  const where = `manifest.referenceWindow.features.${name}, row ${row}`;
  return [`${where}: found ${JSON.stringify(values[row])}, expected a ${kind} or null`];
}
