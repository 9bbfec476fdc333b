import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { S3Client } from '@aws-sdk/client-s3';
import { DomainError } from '../../platform/errors.ts';
import {
  type LakeStorage,
  type LocalFile,
  STAGING_PREFIX,
  type StagingFolder,
  type StoredFile,
} from './lake-storage.ts';
import { isS3Missing, isTaken, s3Fault } from './s3-fault.ts';
import { parseS3Url, type S3Place } from './s3-url.ts';

type Sdk = typeof import('@aws-sdk/client-s3');

/** Settings of {@link S3Storage}. */
export interface S3StorageOptions {
  /** `s3://bucket/prefix` */
  readonly url: string;
  /** local folder for files that are written or read by DuckDB */
  readonly tempDir: string;
}

const CONNECT_TIMEOUT_MS = 5_000;
const REQUEST_TIMEOUT_MS = 60_000;
/** Tries of a conditional write that the store refuses because another one of that name is under way. */
const CONFLICT_TRIES = 5;

/**
 * The lake in a bucket of S3 or of a store with its interface.
 *
 * A file is created by a conditional write (`If-None-Match: *`). A store that ignores the condition would lose commits:
 * the first creation tries it out, and refuses such a store. Address, region and credentials of the store come from the
 * environment and files that every client of AWS reads, such as `AWS_ENDPOINT_URL_S3` and `AWS_REGION`.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
 */
export class S3Storage implements LakeStorage {
  readonly url: string;
  readonly #sdk: Sdk;
  readonly #client: S3Client;
  readonly #place: S3Place;
  readonly #tempDir: string;
  #conditionProven: Promise<void> | undefined;

  private constructor(sdk: Sdk, client: S3Client, { url, tempDir }: S3StorageOptions) {
    this.#sdk = sdk;
    this.#client = client;
    this.#place = parseS3Url(url);
    this.#tempDir = tempDir;
    this.url = url;
  }

  /** Opens the storage; the client is loaded here, and nothing is requested yet. @throws {DomainError} CONFIGURATION_INVALID */
  static async open(options: S3StorageOptions): Promise<S3Storage> {
    parseS3Url(options.url);
    const sdk = await import('@aws-sdk/client-s3');
    const hasEndpoint = Boolean(process.env.AWS_ENDPOINT_URL_S3 ?? process.env.AWS_ENDPOINT_URL);
    const client = new sdk.S3Client({
      // other stores know no region, and are seldom found under a host name for each bucket
      ...(hasEndpoint && { forcePathStyle: true }),
      ...(!process.env.AWS_REGION && hasEndpoint && { region: 'us-east-1' }),
      requestHandler: { connectionTimeout: CONNECT_TIMEOUT_MS, requestTimeout: REQUEST_TIMEOUT_MS },
    });
    return new S3Storage(sdk, client, options);
  }

  async list(folder: string, after = ''): Promise<readonly StoredFile[]> {
    const prefix = this.#prefix(folder);
    const found: StoredFile[] = [];
    for await (const file of this.#pages({
      Prefix: prefix,
      Delimiter: '/',
      ...(after && { StartAfter: prefix + after }),
    }))
      found.push(file);
    return found;
  }

  walk(folder: string): AsyncIterable<StoredFile> {
    return this.#pages({ Prefix: this.#prefix(folder) });
  }

  async read(path: string): Promise<Uint8Array | undefined> {
    return await this.#guard(path, async () => {
      const { Body } = await this.#client.send(new this.#sdk.GetObjectCommand(this.#object(path)));
      return await Body?.transformToByteArray();
    });
  }

  async createIfAbsent(path: string, bytes: Uint8Array): Promise<boolean> {
    this.#conditionProven ??= this.#proveCondition();
    await this.#conditionProven.catch((error) => {
      this.#conditionProven = undefined;
      throw error;
    });
    return await this.#putIfAbsent(path, bytes);
  }

  async replace(path: string, bytes: Uint8Array): Promise<void> {
    await this.#coded(path, () =>
      this.#client.send(new this.#sdk.PutObjectCommand({ ...this.#object(path), Body: bytes })),
    );
  }

  async stage(folder: string): Promise<StagingFolder> {
    await mkdir(this.#tempDir, { recursive: true });
    const staging = await mkdtemp(join(this.#tempDir, 'upload-'));
    return {
      folder: staging,
      store: async (names) => {
        for (const name of names) await this.#upload(join(staging, name), folder === '' ? name : `${folder}/${name}`);
      },
      discard: () => rm(staging, { recursive: true, force: true }),
    };
  }

  async local(path: string): Promise<LocalFile | undefined> {
    const folder = join(this.#tempDir, `download-${randomUUID()}`);
    const file = join(folder, path.slice(path.lastIndexOf('/') + 1));
    const release = () => rm(folder, { recursive: true, force: true });
    const found = await this.#guard(path, async () => {
      const { Body } = await this.#client.send(new this.#sdk.GetObjectCommand(this.#object(path)));
      await mkdir(dirname(file), { recursive: true });
      await pipeline(Body as Readable, createWriteStream(file));
      return { file, release };
    }).catch(async (error) => {
      await release();
      throw error;
    });
    return found;
  }

  async remove(path: string): Promise<void> {
    await this.#coded(path, () => this.#client.send(new this.#sdk.DeleteObjectCommand(this.#object(path))));
  }

  async #upload(file: string, path: string): Promise<void> {
    // in parts, each of which is sent again when it fails; a large file has no other way
    const { Upload } = await import('@aws-sdk/lib-storage');
    const params = { ...this.#object(path), Body: createReadStream(file) };
    await this.#coded(path, () => new Upload({ client: this.#client, params }).done());
  }

  async #putIfAbsent(path: string, bytes: Uint8Array): Promise<boolean> {
    for (let tries = 1; ; tries++) {
      try {
        const request = { ...this.#object(path), Body: bytes, IfNoneMatch: '*' };
        await this.#client.send(new this.#sdk.PutObjectCommand(request));
        return true;
      } catch (error) {
        // the client sends a request again whose answer was lost: the file may be ours
        if (isTaken(error)) return sameBytes(await this.read(path), bytes);
        const isConflict = (error as Error).name === 'ConditionalRequestConflict';
        if (!isConflict || tries === CONFLICT_TRIES) throw s3Fault(this.#addressOf(path), error);
      }
    }
  }

  /** @throws {DomainError} LAKE_STORAGE_UNSUPPORTED when the store creates one file twice */
  async #proveCondition(): Promise<void> {
    const probe = `${STAGING_PREFIX}${randomUUID()}`;
    try {
      const isFirst = await this.#putIfAbsent(probe, Buffer.from('1'));
      const isSecond = await this.#putIfAbsent(probe, Buffer.from('2'));
      if (isFirst && !isSecond) return;
    } finally {
      await this.remove(probe);
    }
    const message = `${this.url}: found a store that ignores If-None-Match, expected one with conditional writes`;
    throw new DomainError('LAKE_STORAGE_UNSUPPORTED', message, { url: this.url });
  }

  async *#pages(request: {
    readonly Prefix: string;
    readonly Delimiter?: string;
    readonly StartAfter?: string;
  }): AsyncIterable<StoredFile> {
    let token: string | undefined;
    do {
      const input = { Bucket: this.#place.bucket, ...request, ...(token && { ContinuationToken: token }) };
      const page = await this.#coded(request.Prefix, () =>
        this.#client.send(new this.#sdk.ListObjectsV2Command(input)),
      );
      for (const { Key = '', Size = 0, LastModified } of page.Contents ?? []) {
        const path = Key.slice(this.#place.prefix.length);
        if (!path.startsWith(STAGING_PREFIX)) yield { path, bytes: Size, modifiedAt: LastModified?.getTime() ?? 0 };
      }
      token = page.IsTruncated ? page.NextContinuationToken : undefined;
    } while (token);
  }

  async #guard<T>(path: string, use: () => Promise<T>): Promise<T | undefined> {
    try {
      return await use();
    } catch (error) {
      if (isS3Missing(error)) return undefined;
      throw s3Fault(this.#addressOf(path), error);
    }
  }

  async #coded<T>(path: string, use: () => Promise<T>): Promise<T> {
    try {
      return await use();
    } catch (error) {
      throw s3Fault(this.#addressOf(path), error);
    }
  }

  #prefix(folder: string): string {
    return folder === '' ? this.#place.prefix : `${this.#place.prefix}${folder}/`;
  }

  #object(path: string): { readonly Bucket: string; readonly Key: string } {
    return { Bucket: this.#place.bucket, Key: this.#place.prefix + path };
  }

  #addressOf(path: string): string {
    return `s3://${this.#place.bucket}/${this.#place.prefix}${path}`;
  }
}

function sameBytes(found: Uint8Array | undefined, written: Uint8Array): boolean {
  return found !== undefined && Buffer.compare(found, written) === 0;
}
