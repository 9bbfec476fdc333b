/** A file as a caller gives it: exactly one of itself, in bytes or base64, and where it is. */
export interface ArtifactInput {
  readonly bytes?: Uint8Array | undefined;
  readonly base64?: string | undefined;
  /** a file in a folder of the allow-list */
  readonly path?: string | undefined;
  /** below a URL prefix of the allow-list */
  readonly url?: string | undefined;
}
