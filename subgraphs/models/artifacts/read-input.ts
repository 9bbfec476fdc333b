import { refusal } from '../../../platform/refusal.ts';
import type { ArtifactReader } from './artifact-reader.ts';
import { checkSize } from './artifact-size.ts';
import { decodeArtifact } from './decode-artifact.ts';

/** Artifact in a request: exactly one of its bytes, its base64 text, and its location. */
export interface ArtifactInput {
  readonly bytes?: Uint8Array | undefined;
  readonly base64?: string | undefined;
  /** a file in a folder of the allow-list */
  readonly path?: string | undefined;
  /** below a URL prefix of the allow-list */
  readonly url?: string | undefined;
}

/** Dependencies of {@link readInput}. */
export interface ReadInputDeps {
  readonly artifactLimitBytes: number;
  readonly readArtifact: ArtifactReader;
}

/**
 * Bytes of an artifact, from whichever form the request has.
 *
 * @throws {DomainError} ARTIFACT_TOO_LARGE, ARTIFACT_SOURCE_*; VALIDATION_FAILED for invalid base64, and for none or
 *   several forms
 */
export async function readInput(input: ArtifactInput, options: ReadInputDeps): Promise<Uint8Array> {
  const { artifactLimitBytes: limitBytes, readArtifact } = options;
  const { bytes, base64, path, url } = input;
  const given = [bytes, base64, path, url].filter((each) => each !== undefined).length;
  if (given !== 1) {
    const expected = 'one of artifactBase64, artifactPath, artifactUrl and mlflowVersion';
    throw refusal('VALIDATION_FAILED', 'the ONNX file', `${given} of them`, expected);
  }
  if (path !== undefined) return readArtifact({ path }, limitBytes);
  if (url !== undefined) return readArtifact({ url }, limitBytes);
  const whole = bytes ?? decodeArtifact(base64 ?? '', limitBytes);
  checkSize(whole.length, limitBytes);
  return whole;
}
