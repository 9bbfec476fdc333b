/** Least versions of readers and writers of a table, and features that it needs beyond them. */
export interface ProtocolAction {
  readonly minReaderVersion: number;
  readonly minWriterVersion: number;
  readonly readerFeatures?: readonly string[];
  readonly writerFeatures?: readonly string[];
}

/** Schema, partitioning and properties of a table. */
export interface MetaDataAction {
  readonly id: string;
  readonly name?: string;
  readonly description?: string;
  readonly format: { readonly provider: string; readonly options?: Readonly<Record<string, string>> };
  /** struct type of Spark, as JSON */
  readonly schemaString: string;
  readonly partitionColumns: readonly string[];
  readonly configuration?: Readonly<Record<string, string>>;
  readonly createdTime?: number;
}

/** A data file that becomes part of the table. */
export interface AddAction {
  /** from the table's folder, percent-encoded */
  readonly path: string;
  /** values as text; null or an empty text is null */
  readonly partitionValues: Readonly<Record<string, string | null>>;
  /** bytes */
  readonly size: number;
  readonly modificationTime: number;
  /** false when rows were only rearranged */
  readonly dataChange: boolean;
  /** JSON with numRecords, minValues, maxValues, nullCount */
  readonly stats?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

/** A data file that is no longer part of the table; kept in checkpoints until no reader needs it. */
export interface RemoveAction {
  readonly path: string;
  readonly deletionTimestamp?: number;
  readonly dataChange: boolean;
  readonly extendedFileMetadata?: boolean;
  readonly partitionValues?: Readonly<Record<string, string | null>>;
  readonly size?: number;
}

/** Progress of an application: the highest version of its own that the table holds. */
export interface TxnAction {
  readonly appId: string;
  readonly version: number;
  readonly lastUpdated?: number;
}

/** Facts about a commit, for people. */
export interface CommitInfoAction {
  readonly timestamp?: number;
  readonly operation?: string;
  readonly [key: string]: unknown;
}

/** One line of the log: one of these. */
export interface DeltaAction {
  readonly commitInfo?: CommitInfoAction;
  readonly protocol?: ProtocolAction;
  readonly metaData?: MetaDataAction;
  readonly txn?: TxnAction;
  readonly add?: AddAction;
  readonly remove?: RemoveAction;
}
