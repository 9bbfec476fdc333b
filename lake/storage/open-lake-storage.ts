import { fileURLToPath } from 'node:url';
import { DomainError } from '../../platform/errors.ts';
import type { LakeStorage } from './lake-storage.ts';
import { LocalStorage } from './local-storage.ts';

/** Settings of {@link openLakeStorage}. */
export interface OpenLakeStorageOptions {
  /** local folder for files on their way to or from an object store */
  readonly tempDir: string;
}

/**
 * Opens the storage that an address names: a local path, a `file:` URL, or `s3://bucket/prefix`, whose client is loaded
 * then only.
 *
 * @throws {DomainError} CONFIGURATION_INVALID for another kind of address
 */
export async function openLakeStorage(url: string, { tempDir }: OpenLakeStorageOptions): Promise<LakeStorage> {
  if (url.startsWith('file:')) return new LocalStorage(fileURLToPath(url));
  if (url.startsWith('s3:')) {
    const { S3Storage } = await import('./s3-storage.ts');
    return await S3Storage.open({ url, tempDir });
  }
  if (!/^[a-z][a-z0-9+.-]+:\/\//i.test(url)) return new LocalStorage(url);
  const expected = 'expected a folder, a file: URL or s3://bucket/prefix';
  throw new DomainError('CONFIGURATION_INVALID', `LAKE_URL: found ${url}, ${expected}`);
}
