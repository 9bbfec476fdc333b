import { DomainError } from '../../platform/errors.ts';

/** Root of a lake in an object store. */
export interface S3Place {
  readonly bucket: string;
  /** begin of every key: empty, or it ends with a slash */
  readonly prefix: string;
}

/**
 * Parses `s3://bucket` or `s3://bucket/prefix`.
 *
 * @throws {DomainError} CONFIGURATION_INVALID
 */
export function parseS3Url(url: string): S3Place {
  const [, bucket, folder = ''] = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/+([^?#]*))?$/.exec(url) ?? [];
  const isFolder = !/(^|\/)\.{0,2}(\/|$)/.test(folder.replace(/\/+$/, '')) || folder.replace(/\/+$/, '') === '';
  if (bucket === undefined || !isFolder)
    throw new DomainError('CONFIGURATION_INVALID', `LAKE_URL: found ${url}, expected s3://bucket/prefix`);
  const prefix = folder.replace(/\/+$/, '');
  return { bucket, prefix: prefix === '' ? '' : `${prefix}/` };
}
