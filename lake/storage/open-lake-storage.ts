import { fileURLToPath } from 'node:url';
import { DomainError } from '../../platform/errors.ts';
import type { LakeStorage } from './lake-storage.ts';
import { LocalStorage } from './local-storage.ts';

/**
 * Opens the storage that an address names: a local path or a `file:` URL.
 *
 * @throws {DomainError} CONFIGURATION_INVALID for another kind of address
 */
export async function openLakeStorage(url: string): Promise<LakeStorage> {
  if (url.startsWith('file:')) return new LocalStorage(fileURLToPath(url));
  if (!/^[a-z][a-z0-9+.-]+:\/\//i.test(url)) return new LocalStorage(url);
  throw new DomainError('CONFIGURATION_INVALID', `LAKE_URL: found ${url}, expected a folder or a file: URL`);
}
