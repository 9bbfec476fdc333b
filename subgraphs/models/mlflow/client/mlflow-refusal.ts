import { cutText } from '../../../../platform/cut-text.ts';
import { DomainError, type ErrorCode } from '../../../../platform/errors.ts';

const MAX_REASON = 300;

/**
 * Error for a response of MLflow other than 200.
 *
 * A 404 without MLflow's own JSON means that the server has no such endpoint.
 *
 * @param where label of the request
 * @param text  body: MLflow's `{"error_code", "message"}`, or that of a proxy
 */
export function refusedBy(where: string, status: number, text: string): DomainError {
  const reason = reasonOf(text);
  const found = reason === undefined ? `status ${status}` : `status ${status}, ${reason}`;
  const message = `${where}: found ${found}, expected 200`;
  return new DomainError(codeOf(status), message, { status, hasEndpoint: status !== 404 || reason !== undefined });
}

function codeOf(status: number): ErrorCode {
  if (status >= 500 || status === 429) return 'MLFLOW_UNAVAILABLE';
  if (status === 404) return 'MLFLOW_NOT_FOUND';
  return status >= 400 ? 'MLFLOW_REFUSED' : 'MLFLOW_RESPONSE_INVALID';
}

function reasonOf(text: string): string | undefined {
  try {
    const { error_code: code, message } = Object(JSON.parse(text)) as Record<string, unknown>;
    return typeof code === 'string' ? `${code}: ${cutText(String(message), MAX_REASON)}` : undefined;
  } catch {
    // not JSON: a page of a proxy or of the web framework, without a usable reason
    return undefined;
  }
}
