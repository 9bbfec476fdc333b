import { trustedDocument } from '../../../gateway/graphql/trusted-documents.ts';
import { startThrowawayPostgres, whyNoPostgres } from '../../../test/support/database/throwaway-postgres.ts';
import { startBareRoute } from '../../bare-route/process.ts';
import { type PlatformSite, startEmbedded, startOnServer } from '../../platform/platform-site.ts';
import { leadId, SCORE, SCORE_FORM_OR_LEAD, SCORE_LEAD, type Workload } from '../../platform/workloads.ts';
import { familyCpuMs, processCpuMs } from '../../process-cpu.ts';
import { startFastapi, whyNoFastapi } from './fastapi.ts';

/** A service that scores, as a client sees it. */
export interface HttpContender {
  readonly name: string;
  readonly workload: Workload;
  readonly url: string;
  readonly token?: string;
  /** CPU time of the application's process, milliseconds */
  cpuMs(): number;
  /** CPU time of the database's processes, milliseconds */
  databaseCpuMs(): number;
}

/** Contenders of one process, and its end. */
export interface HttpContenders {
  readonly contenders: readonly HttpContender[];
  close(): Promise<void>;
}

const DOCUMENT = `${SCORE} # trusted`;
const TRUSTED: Workload = {
  ...SCORE_LEAD,
  body: (turn) => JSON.stringify({ documentId: trustedDocument(DOCUMENT).id, variables: { id: leadId(turn) } }),
};
const NO_DATABASE = (): number => 0;

/** Starts every contender that can run here, and says which cannot. */
export async function startContenders(): Promise<HttpContenders> {
  const starts = [startBare, startEmbeddedPlatform];
  const noPostgres = whyNoPostgres();
  if (noPostgres) console.log(`PostgreSQL skipped: ${noPostgres}`);
  else starts.push(startServedPlatform);
  const noFastapi = whyNoFastapi();
  if (noFastapi) console.log(`FastAPI skipped: ${noFastapi}`);
  else starts.push(startUnrecordedFastapi, ...(noPostgres ? [] : [startRecordedFastapi]));
  const started: HttpContenders[] = [];
  for (const start of starts) started.push(await start());
  return {
    contenders: started.flatMap(({ contenders }) => contenders),
    close: async () => {
      for (const each of started) await each.close();
    },
  };
}

/** Name of the contender that all are compared with: FastAPI with an insert per score. */
export const FASTAPI = 'FastAPI, insert per score';
/** Name of the contender with a fixed answer. */
export const BARE = 'bare route';

async function startBare(): Promise<HttpContenders> {
  return alone(BARE, await startBareRoute());
}

async function startEmbeddedPlatform(): Promise<HttpContenders> {
  return ofPlatform(await startEmbedded({ documents: [DOCUMENT] }));
}

async function startServedPlatform(): Promise<HttpContenders> {
  return ofPlatform(await startOnServer({ documents: [DOCUMENT] }));
}

function ofPlatform({ name, platform, databaseCpuMs, close }: PlatformSite): HttpContenders {
  const workloads = {
    'POST /score-lead': SCORE_FORM_OR_LEAD,
    'scoreLead, trusted document': TRUSTED,
    'scoreLead, Apollo Server': SCORE_LEAD,
  };
  const contenders = Object.entries(workloads).map(([kind, workload]): HttpContender => {
    const { url, token, pid } = platform;
    return { name: `${kind}, ${name}`, workload, url, token, cpuMs: () => processCpuMs(pid), databaseCpuMs };
  });
  return { contenders, close };
}

async function startUnrecordedFastapi(): Promise<HttpContenders> {
  return alone('FastAPI, nothing recorded', await startFastapi());
}

async function startRecordedFastapi(): Promise<HttpContenders> {
  const server = await startThrowawayPostgres();
  const service = await startFastapi(server.url);
  const close = async (): Promise<void> => {
    await service.close();
    await server.close();
  };
  return alone(FASTAPI, { ...service, close }, () => familyCpuMs(server.pid));
}

function alone(
  name: string,
  { pid, url, close }: { readonly pid: number; readonly url: string; close(): Promise<void> },
  databaseCpuMs = NO_DATABASE,
): HttpContenders {
  const contender = { name, workload: SCORE_FORM_OR_LEAD, url, cpuMs: () => processCpuMs(pid) };
  return { contenders: [{ ...contender, databaseCpuMs }], close };
}
