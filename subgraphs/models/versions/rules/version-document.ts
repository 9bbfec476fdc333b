import { z } from 'zod';
import { DEFAULT_MODEL } from '../../../../platform/config/default-model.ts';
import { DomainError } from '../../../../platform/errors.ts';
import { modelManifest } from '../../../../scoring/model-manifest.ts';
import { faultText, type ManifestFault, schemaFaults } from './manifest-fault.ts';

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
 * @throws {DomainError} VALIDATION_FAILED with every fault: in words as `faults`, at most 50, and as `details` with path,
 *   found and expected
 */
export function parseVersionDocument(value: unknown, others: readonly ManifestFault[] = []): VersionDocument {
  const { document, faults: own } = checkVersionDocument(value);
  const faults = [...others, ...own];
  if (document && faults.length === 0) return document;
  const rest = faults.length - MAX_FAULTS;
  const details = faults.slice(0, MAX_FAULTS);
  const shown = [...details.map(faultText), ...(rest > 0 ? [`and ${rest} more`] : [])];
  throw new DomainError('VALIDATION_FAILED', shown.join('; '), { faults: shown, details });
}

/** All faults of a manifest; the document where it has the right types. */
export function checkVersionDocument(value: unknown): {
  readonly document: VersionDocument | undefined;
  readonly faults: readonly ManifestFault[];
} {
  const parsed = versionDocument.safeParse(value);
  if (parsed.success) return { document: parsed.data, faults: faultsOf(parsed.data) };
  return { document: undefined, faults: [...schemaFaults(parsed.error, ROOT, value), ...faultsOfParts(value)] };
}

const ROOT = 'manifest';

function faultsOf(document: VersionDocument): ManifestFault[] {
  return [...textFaults(document), ...metricFaults(document), ...windowFaults(document)];
}

/** Faults of the parts that have the right types, when others have not. */
function faultsOfParts(value: unknown): ManifestFault[] {
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

function textFaults(document: unknown): ManifestFault[] {
  if (!JSON.stringify(document)?.includes('\\u0000')) return [];
  return [{ path: ROOT, found: 'a null character, which the database cannot hold', expected: 'text' }];
}

/** Metrics that are shares. */
export const SHARES: readonly string[] = ['auc', 'brier', 'ece'];

function metricFaults({ metrics }: Pick<VersionDocument, 'metrics'>): ManifestFault[] {
  const names = Object.keys(metrics);
  const path = `${ROOT}.metrics`;
  const most = MANIFEST_LIMITS.metrics;
  return [
    ...(names.length > most ? [{ path, found: `${names.length}`, expected: `at most ${most}` }] : []),
    ...names
      .filter((name) => SHARES.includes(name) && !isShare(metrics[name] as number))
      .map((name) => ({ path: `${path}.${name}`, found: `${metrics[name]}`, expected: '0 to 1' })),
  ];
}

function isShare(value: number): boolean {
  return value >= 0 && value <= 1;
}

function windowFaults({
  referenceWindow: window,
  signature,
}: Pick<VersionDocument, 'referenceWindow' | 'signature'>): ManifestFault[] {
  if (!window) return [];
  const path = `${ROOT}.referenceWindow`;
  const { rows, from, until } = window;
  const { windowRows, windowColumns } = MANIFEST_LIMITS;
  const columns = [...Object.entries(window.features), ['scores', window.scores] as const];
  const limits = [
    rows > windowRows && { path: `${path}.rows`, found: `${rows}`, expected: `at most ${windowRows}` },
    columns.length > windowColumns && {
      path,
      found: `${columns.length} columns`,
      expected: `at most ${windowColumns}`,
    },
    until < from && { path: `${path}.until`, found: `${until}`, expected: `≥ from, ${from}` },
  ];
  return [
    ...limits.filter((fault) => fault !== false),
    ...columns
      .filter(([, values]) => values.length !== rows)
      .map(([name, values]) => ({
        path: `${path}, ${name}`,
        found: `${values.length} values`,
        expected: `rows, ${rows}`,
      })),
    ...signature.inputs.flatMap(({ name, type }) => valueFaults(window.features[name] ?? [], name, type)),
    ...signature.inputs
      .filter(({ name }) => !Object.hasOwn(window.features, name))
      .map(({ name }) => ({
        path: `${path}.features`,
        found: `no ${name}`,
        expected: 'every column of the signature',
      })),
  ];
}

function valueFaults(values: readonly unknown[], name: string, type: string): ManifestFault[] {
  const kind = type === 'string' ? 'string' : 'number';
  const row = values.findIndex((value) => value !== null && typeof value !== kind);
  if (row === -1) return [];
  const path = `${ROOT}.referenceWindow.features.${name}, row ${row}`;
  return [{ path, found: JSON.stringify(values[row]), expected: `a ${kind} or null` }];
}
