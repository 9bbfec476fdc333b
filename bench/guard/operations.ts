import { trustedDocument } from '../../gateway/graphql/trusted-documents.ts';
import { startBareRoute } from '../bare-route/process.ts';
import { startContender, startSubgraphs } from '../gateway/contender-process.ts';
import { LiveClients } from '../gateway/live-clients.ts';
import { sendAll, startLiveServer } from '../gateway/live-server-process.ts';
import { QUERY } from '../gateway/subgraphs.ts';
import { load } from '../platform/load.ts';
import { startEmbedded } from '../platform/platform-site.ts';
import { SCORE_FORM_OR_LEAD, SCORE_LEAD, type Workload } from '../platform/workloads.ts';
import { processCpuMs } from '../process-cpu.ts';
import { DOCUMENTS, PLATFORM_WORKLOADS } from './workloads.ts';

/** Something whose CPU time is guarded. */
export interface GuardedOperation {
  readonly name: string;
  /** CPU time of the processes that do it, milliseconds */
  cpuMs(): number;
  /** Does it for about so long. @returns how often */
  run(seconds: number): Promise<number>;
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
  return { operations: [requests(BARE_ROUTE, SCORE_FORM_OR_LEAD, route, [route.pid])], close: route.close };
}

async function ofPlatform(): Promise<GuardedOperations> {
  const { platform, close } = await startEmbedded({ documents: DOCUMENTS });
  const workloads = [
    { ...SCORE_FORM_OR_LEAD, name: 'POST /score-lead' },
    { ...SCORE_LEAD, name: 'scoreLead, Apollo Server' },
    ...PLATFORM_WORKLOADS,
  ];
  const operations = workloads.map((workload) => requests(workload.name, workload, platform, [platform.pid]));
  return { operations, close };
}

/** The federated plan alone: three subgraphs that answer from memory, in process and in another process. */
async function ofGateways(): Promise<GuardedOperations> {
  const subgraphs = await startSubgraphs();
  const local = await startContender('direct');
  const remote = await startContender('remote-direct', subgraphs.urls);
  let campaign = 0;
  const workload: Workload = {
    name: '20 leads',
    clients: 16,
    path: () => '/graphql',
    body: () =>
      JSON.stringify({
        documentId: trustedDocument(QUERY).id,
        variables: { first: 20, campaign: `c${campaign++}` },
      }),
    isRight: (text) => text.includes('"stage":"PRODUCTION"') && !text.includes('"errors"'),
  };
  return {
    operations: [
      requests('20 leads in memory, in process', workload, local, [local.pid]),
      requests('20 leads in memory, remote subgraphs', workload, remote, [remote.pid, subgraphs.pid]),
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
  const run = async (seconds: number): Promise<number> => {
    const batch = { events: 10 * EVENTS_AT_ONCE, clients: SUBSCRIBERS, inFlight: EVENTS_AT_ONCE };
    let deliveries = 0;
    for (
      const end = performance.now() + 1_000 * seconds;
      performance.now() < end;
      deliveries += batch.events * SUBSCRIBERS
    )
      await sendAll(server, subscribers, batch);
    return deliveries;
  };
  return {
    operations: [{ name: 'delivery to a subscriber', cpuMs: () => processCpuMs(server.pid), run }],
    close: async () => {
      subscribers.close();
      server.child.disconnect();
    },
  };
}

function requests(
  name: string,
  workload: Workload,
  server: { readonly url: string; readonly token?: string | undefined },
  pids: readonly number[],
): GuardedOperation {
  return {
    name,
    cpuMs: () => pids.reduce((sum, pid) => sum + processCpuMs(pid), 0),
    run: async (seconds) => (await load(server, workload, seconds)).requests,
  };
}
