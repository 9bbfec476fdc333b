import { unusable } from '../client/unusable.ts';

const SCHEME = 'mlflow-artifacts:';

/**
 * Encoded path of a version's file at the artifact proxy: below `/api/2.0/mlflow-artifacts/artifacts/`.
 *
 * `proxyPath('mlflow-artifacts:/0/models/m-1/artifacts', 'model.onnx')` is `0/models/m-1/artifacts/model.onnx`.
 *
 * @param artifactUri location of the version's files, as MLflow reports it
 * @param file        relative path below it, from the version's MLmodel
 * @throws {DomainError} MLFLOW_VERSION_UNUSABLE for files that are not behind this server's proxy, and for a path that
 *   leaves the folder
 */
export function proxyPath(artifactUri: string, file: string): string {
  const where = `artifacts at ${JSON.stringify(artifactUri)}`;
  const root = artifactUri.startsWith(SCHEME) ? artifactUri.slice(SCHEME.length) : undefined;
  // two slashes name another server, which must not get our credentials
  if (root === undefined || !root.startsWith('/') || root.startsWith('//'))
    throw unusable(where, 'another place than the artifact proxy', `${SCHEME}/…, served by this MLflow server`);
  if (file.startsWith('/')) throw unusable(where, `the file ${JSON.stringify(file)}`, 'a relative path');
  const segments = [...root.slice(1).split('/'), ...file.split('/')].filter((segment) => segment !== '');
  const odd = segments.find((segment) => !isPlain(segment));
  if (odd !== undefined) throw unusable(where, `the segment ${JSON.stringify(odd)} in a path`, 'plain names');
  return segments.map(encodeURIComponent).join('/');
}

/** Whether a segment stays in its folder, even when a proxy decodes it once more. */
function isPlain(segment: string): boolean {
  return !/^\.{1,2}$|[\\\0?#\p{Surrogate}]|%(2e|2f|5c|00)/iu.test(segment);
}
