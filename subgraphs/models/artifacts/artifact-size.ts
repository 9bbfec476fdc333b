import { refusal } from '../../../platform/refusal.ts';

/** Checks the size of an artifact. @throws {DomainError} ARTIFACT_TOO_LARGE above the limit */
export function checkSize(sizeBytes: number, limitBytes: number): void {
  if (sizeBytes > limitBytes)
    throw refusal('ARTIFACT_TOO_LARGE', 'the ONNX file', `${sizeBytes} bytes`, `at most ${limitBytes}`);
}

/**
 * Collects the bytes of a stream, and stops reading above the limit, whatever length was announced.
 *
 * @throws {DomainError} ARTIFACT_TOO_LARGE
 */
export async function collect(stream: AsyncIterable<Uint8Array>, limitBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of stream) {
    sizeBytes += chunk.length;
    if (sizeBytes > limitBytes)
      throw refusal('ARTIFACT_TOO_LARGE', 'the ONNX file', `more than ${limitBytes} bytes`, `at most ${limitBytes}`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
