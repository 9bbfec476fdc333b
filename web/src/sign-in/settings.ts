import { compareVersion } from '../graph/newer-server.ts';

/** Facts that the gateway serves beside the page. */
export interface Settings {
  readonly version: string;
  readonly signIn: SignIn;
  /** largest ONNX file that the gateway takes, bytes */
  readonly artifactLimitBytes: number;
}

/** How readers sign in: with a token that this installation created, or at an identity provider. */
export type SignIn =
  | { readonly kind: 'LOCAL' }
  | { readonly kind: 'OIDC'; readonly issuer: string; readonly clientId: string; readonly scope: string };

/** Reads the settings. @throws {TypeError} when the gateway does not answer */
export async function readSettings(): Promise<Settings> {
  const response = await fetch('/web/settings.json', { credentials: 'omit', cache: 'no-store' });
  if (!response.ok) throw new TypeError(`/web/settings.json: found status ${response.status}, expected 200`);
  const settings = (await response.json()) as Settings;
  compareVersion(settings.version);
  return settings;
}
