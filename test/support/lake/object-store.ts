import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { findFreePort } from '../../../platform/process/free-port.ts';
import { lakePython } from './lake-python.ts';

const weed = process.env.WEED ?? join(dirname(lakePython), 'weed');

/** Real object store with the interface of S3 and conditional writes (SeaweedFS), empty at first. */
interface ObjectStore {
  /** variables with which a client of AWS reaches it */
  readonly environment: Readonly<Record<string, string>>;
  /** Stops the server and removes its data. */
  close(): Promise<void>;
}

/** Reason why no object store can be started here; undefined when one can. */
export function whyNoObjectStore(): string | undefined {
  return existsSync(weed)
    ? undefined
    : 'no SeaweedFS (WEED, or .venv/bin/weed made from test/support/lake/requirements.txt)';
}

const KEYS = { accessKey: 'lake', secretKey: 'lake-secret' };
const PORTS = ['master.port', 'volume.port', 'filer.port', 's3.port'];
const START_TIMEOUT_MS = 60_000;

/** Starts a store on 127.0.0.1. @throws {Error} with its output when it does not start */
async function startObjectStore(): Promise<ObjectStore> {
  const folder = await mkdtemp(join(tmpdir(), 'lead-scoring-s3-'));
  const config = join(folder, 's3.json');
  const identity = { name: 'lake', credentials: [KEYS], actions: ['Admin', 'Read', 'Write', 'List'] };
  await writeFile(config, JSON.stringify({ identities: [identity] }));
  const ports = new Map<string, number>();
  for (const name of PORTS.flatMap((port) => [port, `${port}.grpc`])) ports.set(name, await findFreePort());
  const places = [...ports].map(([name, port]) => `-${name}=${port}`);
  const off = [
    '-master.telemetry=false',
    '-s3.iam=false',
    '-s3.autoCreateBucket=false',
    '-s3.port.iceberg=0',
    '-s3.port.lance=0',
    '-metricsPort=0',
  ];
  const options = ['-ip=127.0.0.1', '-ip.bind=127.0.0.1', '-volume.max=100', '-filer', '-s3', `-s3.config=${config}`];
  const server = spawn(weed, ['server', `-dir=${folder}`, ...options, ...places, ...off], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const output: string[] = [];
  server.stderr.on('data', (text) => output.push(String(text)));
  const endpoint = `http://127.0.0.1:${ports.get('s3.port')}`;
  const environment = {
    AWS_ENDPOINT_URL_S3: endpoint,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: KEYS.accessKey,
    AWS_SECRET_ACCESS_KEY: KEYS.secretKey,
  };
  const close = async () => {
    if (server.exitCode === null) {
      server.kill('SIGKILL');
      await once(server, 'exit');
    }
    await rm(folder, { recursive: true, force: true });
  };
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (!(await canCreateBucket(environment))) {
    if (server.exitCode !== null || Date.now() > deadline) {
      await close();
      throw new Error(`SeaweedFS did not start: ${output.join('').slice(-2_000)}`);
    }
    await pause(200);
  }
  return { environment, close };
}

/** Bucket that a new store has. */
export const BUCKET = 'lake';

/** Starts a store for the tests of a suite, which reach it by the environment of this process. */
export function useObjectStore(): void {
  let store: ObjectStore;
  const earlier = { ...process.env };
  before(async () => {
    store = await startObjectStore();
    Object.assign(process.env, store.environment);
  });
  after(async () => {
    for (const name of Object.keys(store.environment)) {
      if (earlier[name] === undefined) delete process.env[name];
      else process.env[name] = earlier[name];
    }
    await store.close();
  });
}

async function canCreateBucket(environment: Readonly<Record<string, string>>): Promise<boolean> {
  const { CreateBucketCommand, S3Client } = await import('@aws-sdk/client-s3');
  const client = new S3Client({
    endpoint: environment.AWS_ENDPOINT_URL_S3 as string,
    region: 'us-east-1',
    forcePathStyle: true,
    maxAttempts: 1,
    credentials: { accessKeyId: KEYS.accessKey, secretAccessKey: KEYS.secretKey },
  });
  try {
    await client.send(new CreateBucketCommand({ Bucket: BUCKET }));
    return true;
  } catch (error) {
    return (error as Error).name === 'BucketAlreadyOwnedByYou' || (error as Error).name === 'BucketAlreadyExists';
  } finally {
    client.destroy();
  }
}
