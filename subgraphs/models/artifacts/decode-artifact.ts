import { refusal } from '../../../platform/refusal.ts';
import { checkSize } from './artifact-size.ts';

/**
 * Decodes a base64 file, in one line or several. Checks its size before it decodes.
 *
 * @throws {DomainError} ARTIFACT_TOO_LARGE, or VALIDATION_FAILED when it is not base64
 */
export function decodeArtifact(base64: string, limitBytes: number): Uint8Array {
  const lines = base64.includes('\n') ? base64.replaceAll(/\s/g, '') : base64;
  const unpadded = lines.replace(/={1,2}$/, '');
  const sizeBytes = Math.floor((unpadded.length * 3) / 4);
  checkSize(sizeBytes, limitBytes);
  const bytes = Buffer.from(unpadded, 'base64');
  // the decoder skips unknown characters, so that bytes are missing; a single remaining character encodes nothing
  if (bytes.length !== sizeBytes || sizeBytes === 0 || unpadded.length % 4 === 1)
    throw refusal('VALIDATION_FAILED', 'artifactBase64', `${base64.length} other characters`, 'base64');
  return bytes;
}
