import { refusal } from '../../../platform/refusal.ts';
import type { ArtifactSources } from './artifact-sources.ts';
import { fetchFile } from './fetch-file.ts';
import { readFile } from './read-file.ts';

/** Location of a file. */
export type ArtifactReference = { readonly path: string } | { readonly url: string };

/** Reads a file of the allow-list, up to a number of bytes. */
export type ArtifactReader = (reference: ArtifactReference, limitBytes: number) => Promise<Uint8Array>;

/**
 * Creates the reader of an allow-list.
 *
 * @param timeLimitMs for the whole read
 * @throws the reader: {DomainError} ARTIFACT_SOURCE_TIMEOUT, ARTIFACT_SOURCE_REFUSED, ARTIFACT_SOURCE_UNAVAILABLE,
 *   ARTIFACT_TOO_LARGE
 */
export function createArtifactReader({ folders, urlPrefixes }: ArtifactSources, timeLimitMs: number): ArtifactReader {
  return async (reference, limitBytes) => {
    const signal = AbortSignal.timeout(timeLimitMs);
    try {
      return 'path' in reference
        ? await readFile(reference.path, { folders, limitBytes, signal })
        : await fetchFile(reference.url, { urlPrefixes, limitBytes, signal });
    } catch (error) {
      if (!signal.aborted) throw error;
      const where = 'path' in reference ? 'artifactPath' : 'artifactUrl';
      throw refusal('ARTIFACT_SOURCE_TIMEOUT', where, `no end within ${timeLimitMs} ms`, 'the whole file');
    }
  };
}
