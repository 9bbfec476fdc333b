import { trustedDocument } from '../../gateway/graphql/trusted-documents.ts';
import { startBareRoute } from '../bare-route/process.ts';
import { startContender, startSubgraphs } from '../gateway/contender-process.ts';
import { LiveClients } from '../gateway/live-clients.ts';
import { sendAll, startLiveServer } from '../gateway/live-server-process.ts';
import { QUERY } from '../gateway/subgraphs.ts';
import { load } from '../platform/load.ts';
import { startEmbedded } from '../platform/platform-site.ts';
import { SCORE_FORM_OR_LEAD } from '../platform/workloads.ts';
import { processCpuMs } from '../process-cpu.ts';
import { DOCUMENTS, type GuardedWorkload, PLATFORM_WORKLOADS } from './workloads.ts';

/** Something whose CPU time is guarded. */
export interface GuardedOperation {
  readonly name: string;
  /** CPU time of the processes that do it, milliseconds */
  cpuMs(): number;
  /** how often in one round: what takes about a second of CPU time */
  readonly times: number;
  /** Does it at least so often. @returns how often */
  run(times: number): Promise<number>;
}

/** The operations, and the end of their processes. */
export interface GuardedOperations {
  readonly operations: readonly GuardedOperation[];
  close(): Promise<void>;
}

/** Name of the fixed work that answers requests. */
export const BARE_ROUTE = 'bare route';

const SUBSCRIBERS = 200;
const EVENTS_AT_ONCE = 8;

/** Starts what the operations run on: the platform on the embedded database, a gateway over data in memory, and the bare route. */
export async function startOperations(): Promise<GuardedOperations> {
  const started: GuardedOperations[] = [];
  for (const start of [ofBareRoute, ofPlatform, ofGateways, ofSubscriptions]) started.push(await start());
  return {
    operations: started.flatMap(({ operations }) => operations),
    close: async () => {
      for (const each of started) await each.close();
    },
  };
}

async function ofBareRoute(): Promise<GuardedOperations> {
  const route = await startBareRoute();
  return {
    operations: [requests(BARE_ROUTE, { ...SCORE_FORM_OR_LEAD, times: 20_000 }, route, [route.pid])],
    close: route.close,
  };
}

async function ofPlatform(): Promise<GuardedOperations> {
  const { platform, close } = await startEmbedded({ documents: DOCUMENTS });
  const operations = PLATFORM_WORKLOADS.map((workload) => requests(workload.name, workload, platform, [platform.pid]));
  return { operations, close };
}

/** The federated plan alone: three subgraphs that answer from memory, in process and in another process. */
async function ofGateways(): Promise<GuardedOperations> {
  const subgraphs = await startSubgraphs();
  const local = await startContender('direct');
  const remote = await startContender('remote-direct', subgraphs.urls);
  let campaign = 0;
  const workload = {
    name: '20 leads',
    clients: 16,
    path: () => '/graphql',
    body: () =>
      JSON.stringify({
        documentId: trustedDocument(QUERY).id,
        variables: { first: 20, campaign: `c${campaign++}` },
      }),
    isRight: (text: string) => text.includes('"stage":"PRODUCTION"') && !text.includes('"errors"'),
  };
  return {
    operations: [
      requests('20 leads in memory, in process', { ...workload, times: 8_000 }, local, [local.pid]),
      requests('20 leads in memory, remote subgraphs', { ...workload, times: 2_000 }, remote, [
        remote.pid,
        subgraphs.pid,
      ]),
    ],
    close: async () => {
      for (const running of [local, remote, subgraphs]) running.stop();
    },
  };
}

async function ofSubscriptions(): Promise<GuardedOperations> {
  const server = await startLiveServer('gateway');
  const subscribers = new LiveClients();
  await subscribers.open(server.url, SUBSCRIBERS);
  const run = async (times: number): Promise<number> => {
    const events = Math.ceil(times / SUBSCRIBERS);
    await sendAll(server, subscribers, { events, clients: SUBSCRIBERS, inFlight: EVENTS_AT_ONCE });
    return events * SUBSCRIBERS;
  };
  return {
    operations: [{ name: 'delivery to a subscriber', times: 150_000, cpuMs: () => processCpuMs(server.pid), run }],
    close: async () => {
      subscribers.close();
      server.child.disconnect();
    },
  };
}

function requests(
  name: string,
  workload: GuardedWorkload,
  server: { readonly url: string; readonly token?: string | undefined },
  pids: readonly number[],
): GuardedOperation {
  return {
    name,
    cpuMs: () => pids.reduce((sum, pid) => sum + processCpuMs(pid), 0),
    times: workload.times,
    run: async (times) => (await load(server, workload, { amount: times })).requests,
  };
}
