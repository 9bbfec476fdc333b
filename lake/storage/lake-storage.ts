/** A file of the lake, as a listing shows it. */
export interface StoredFile {
  /** from the lake's root, with slashes */
  readonly path: string;
  readonly bytes: number;
  /** epoch milliseconds, by the clock of the storage */
  readonly modifiedAt: number;
}

/** A file of the lake that a program can open by name, until it is released. */
export interface LocalFile {
  readonly file: string;
  release(): Promise<void>;
}

/** A local folder in which a program writes files, before they become files of the lake. */
export interface StagingFolder {
  /** absolute path; exists and is empty at first */
  readonly folder: string;
  /**
   * Moves files into the lake's folder, atomic and durable each; one of the same name is replaced.
   *
   * @param names from the staging folder, with slashes; they may be in folders of it
   */
  store(names: readonly string[]): Promise<void>;
  /** Deletes what was not stored. To be called whatever happened. */
  discard(): Promise<void>;
}

/**
 * Storage of the lake: a local folder or an object store.
 *
 * Paths are relative to the lake's root, with slashes. A file is visible whole or not at all, and is durable once the
 * call that made it returns.
 *
 * @throws {DomainError} LAKE_STORAGE_FULL, LAKE_STORAGE_UNAVAILABLE
 */
export interface LakeStorage {
  /** address of the root, without secrets */
  readonly url: string;
  /**
   * Files directly in a folder, in the order of their names; none when the folder does not exist.
   *
   * @param after only files whose names come after it, by UTF-8 bytes
   */
  list(folder: string, after?: string): Promise<readonly StoredFile[]>;
  /** Files in a folder and all folders below, in no order. */
  walk(folder: string): AsyncIterable<StoredFile>;
  /** Content of a file; undefined when it does not exist. */
  read(path: string): Promise<Uint8Array | undefined>;
  /** Creates a file when there is none of its name: of several callers at once, one gets true. */
  createIfAbsent(path: string, bytes: Uint8Array): Promise<boolean>;
  /** Creates or replaces a file. */
  replace(path: string, bytes: Uint8Array): Promise<void>;
  /** Opens a staging folder for new files of a folder. */
  stage(folder: string): Promise<StagingFolder>;
  /** A file under a local name, downloaded if need be; undefined when it does not exist. */
  local(path: string): Promise<LocalFile | undefined>;
  /** Deletes a file; one that does not exist is no error. */
  remove(path: string): Promise<void>;
}

/** Begin of the names of staging folders and temporary files: no reader looks at them, vacuum deletes old ones. */
export const STAGING_PREFIX = '_staging-';
