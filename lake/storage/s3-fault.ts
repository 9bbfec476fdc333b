import { DomainError } from '../../platform/errors.ts';

interface S3Error {
  readonly name: string;
  readonly message: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

const statusOf = (error: unknown): number | undefined => (error as S3Error).$metadata?.httpStatusCode;

/** Whether a file does not exist. A bucket that does not is a fault. */
export function isS3Missing(error: unknown): boolean {
  const { name } = error as S3Error;
  return name === 'NoSuchKey' || (name === 'NotFound' && statusOf(error) === 404);
}

/** Whether a conditional write found a file of its name. */
export function isTaken(error: unknown): boolean {
  return statusOf(error) === 412;
}

/** The coded error for a fault of the store. Errors that are coded already stay. */
export function s3Fault(address: string, error: unknown): unknown {
  if (error instanceof DomainError) return error;
  const { name, message } = error as S3Error;
  const isFull = statusOf(error) === 507 || name === 'QuotaExceeded' || name === 'XMinioStorageFull';
  const code = isFull ? 'LAKE_STORAGE_FULL' : 'LAKE_STORAGE_UNAVAILABLE';
  return new DomainError(code, `${address}: ${name}: ${message}`, { file: address }, { cause: error });
}
