import { DomainError } from '../../../platform/errors.ts';
import { readInput } from '../artifacts/read-input.ts';
import type { Candidate, Inspection } from '../validation/inspect-artifact.ts';
import { checkVersionDocument, type VersionDocument, versionDocument } from '../versions/rules/version-document.ts';
import { candidateOf, type RegisterVersionDeps, type Registration } from './register-version.ts';
import { versionWarnings } from './version-warnings.ts';

/** One reason for which a registration would be refused. */
export interface VersionFault {
  readonly code: DomainError['code'];
  /** place in manifest or file; undefined where the message has several */
  readonly path: string | undefined;
  readonly found: string | undefined;
  readonly expected: string | undefined;
  readonly message: string;
}

/** Result of a dry run of a registration. */
export interface VersionValidation {
  /** all of manifest and file; empty for a version that can be registered */
  readonly faults: readonly VersionFault[];
  /** what a registration would accept, though something later needs it */
  readonly warnings: readonly string[];
  /** bytes of the file; undefined when it cannot be read */
  readonly sizeBytes: number | undefined;
  /** undefined for a file that is refused */
  readonly inspection: Inspection | undefined;
}

/**
 * Checks a file and its manifest as a registration does, with the faults of both at once, and measures the file.
 *
 * A file is loaded and run also when the rest of the manifest has faults, as long as its signature has none.
 *
 * @throws {DomainError} TOO_MANY_REGISTRATIONS
 */
export async function validateVersion(
  deps: RegisterVersionDeps,
  { artifact, manifest, by }: Pick<Registration, 'artifact' | 'manifest' | 'by'>,
): Promise<VersionValidation> {
  return deps.limitSubject(by, async () => {
    const { document, faults: own } = checkVersionDocument(manifest);
    const faults: VersionFault[] = own.map((fault) => ({
      code: 'VALIDATION_FAILED',
      ...fault,
      message: `${fault.path}: found ${fault.found}, expected ${fault.expected}`,
    }));
    const collect = async <Result>(work: () => Promise<Result>): Promise<Result | undefined> =>
      work().catch((error: unknown) => {
        faults.push(...faultsOf(error));
        return undefined;
      });
    const bytes = await collect(() => readInput(artifact, deps));
    const candidate = bytes && candidateFrom(bytes, own.length === 0 ? document : undefined, manifest);
    const inspection = candidate && (await collect(() => deps.inspect(candidate)));
    const warnings = document ? versionWarnings(document) : [];
    return { faults, warnings, sizeBytes: bytes?.length, inspection };
  });
}

function candidateFrom(
  bytes: Uint8Array,
  document: VersionDocument | undefined,
  manifest: unknown,
): Candidate | undefined {
  if (document) return { bytes, ...candidateOf(document), isMeasured: true };
  const signature = versionDocument.shape.signature.safeParse((Object(manifest) as { signature?: unknown }).signature);
  return signature.success ? { bytes, signature: signature.data, sample: [], isMeasured: true } : undefined;
}

function faultsOf(error: unknown): readonly VersionFault[] {
  if (!(error instanceof DomainError)) throw error;
  const { code, message, extensions } = error;
  const several = extensions.faults as readonly string[] | undefined;
  const text = (value: unknown): string | undefined => (value === undefined ? undefined : String(value));
  const { where, found, expected } = extensions;
  if (!several) return [{ code, path: text(where), found: text(found), expected: text(expected), message }];
  return several.map((each) => ({ code, path: undefined, found: undefined, expected: undefined, message: each }));
}
