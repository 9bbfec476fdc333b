import { DomainError } from '../../platform/errors.ts';

/** Code of a file system's error, such as ENOENT. */
export function errnoOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}

/** The coded error for a fault of the file system. Errors that are coded already stay. */
export function storageFault(file: string, error: unknown): unknown {
  const errno = errnoOf(error);
  if (error instanceof DomainError || errno === undefined) return error;
  const isFull = errno === 'ENOSPC' || errno === 'EDQUOT' || errno === 'EFBIG';
  return isFull
    ? new DomainError('LAKE_STORAGE_FULL', `no room left for ${file} (${errno})`, { file }, { cause: error })
    : new DomainError('LAKE_STORAGE_UNAVAILABLE', `${file}: ${(error as Error).message}`, { file }, { cause: error });
}
