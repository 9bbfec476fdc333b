import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Version of the fake server; absent fields are as MLflow sets them for a new model. */
export interface FakeVersion {
  readonly version: number;
  readonly status?: string;
  readonly stage?: string;
  readonly tags?: Readonly<Record<string, string>>;
  /** default `fake/` and its number */
  readonly source?: string;
  /** creation time, epoch milliseconds; default absent */
  readonly createdAt?: number;
  /** default that of a run with an AUC */
  readonly runId?: string;
  /** location of its files; default below the server's own proxy */
  readonly artifactUri?: string;
  /** text of its MLmodel */
  readonly mlModel: string;
  readonly bytes: Uint8Array;
}

const MEASURED = 'measured';
const MEASURED_RUN = { run: { data: { metrics: [{ key: 'roc_auc', value: 0.8 }] } } };

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** `MLmodel` of the onnx flavour for columns lead_age and meetings, with the ONNX file at `data`. */
export function mlModelOf(data = 'model.onnx'): string {
  const columns = ['lead_age', 'meetings'].map((name) => ({ type: 'double', name, required: true }));
  return JSON.stringify({
    flavors: { onnx: { data, onnx_version: '1.19.1' } },
    signature: { inputs: JSON.stringify(columns) },
  });
}

/**
 * Small server with the parts of MLflow's REST API that the registry uses, which can misbehave on demand. Everything
 * that a real server can do is tested against a real one.
 */
export class FakeMlflow {
  readonly models = new Map<string, FakeVersion[]>();
  readonly aliases = new Map<string, string>();
  /** responses of `runs/get`, by id */
  readonly runs = new Map<string, unknown>([[MEASURED, MEASURED_RUN]]);
  /** responses of `logged-models`, by id */
  readonly loggedModels = new Map<string, unknown>();
  /** `GET /path?query` of every request so far */
  readonly requests: string[] = [];
  readonly authorizations = new Set<string | undefined>();
  readonly #server: Server;
  readonly #news = new EventEmitter();
  readonly #faults = new Map<string, Handler>();

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(): Promise<FakeMlflow> {
    const server = createServer();
    const fake = new FakeMlflow(server);
    server.on('request', (request, response) => fake.#answer(request, response));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return fake;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Replaces the responses to requests whose path contains `part`, until replaced again. */
  misbehave(part: string, handler: Handler | undefined): void {
    if (handler) this.#faults.set(part, handler);
    else this.#faults.delete(part);
  }

  /** Resolves at the next write of an alias or a stage. */
  async nextWrite(): Promise<void> {
    await once(this.#news, 'write');
  }

  async close(): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, 'close');
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    this.requests.push(`${request.method} ${request.url}`);
    this.authorizations.add(request.headers.authorization);
    const url = new URL(request.url ?? '', this.url);
    const fault = [...this.#faults].find(([part]) => url.pathname.includes(part))?.[1];
    const [, kind = '', path = ''] =
      /^\/api\/2\.0\/(mlflow|mlflow-artifacts\/artifacts)\/(.*)$/.exec(url.pathname) ?? [];
    if (fault) fault(request, response);
    else if (kind === 'mlflow-artifacts/artifacts') this.#file(path, response);
    else if (request.method === 'GET') send(response, this.#read(path, url.searchParams));
    else this.#take(path, request, response);
  }

  #take(path: string, request: IncomingMessage, response: ServerResponse): void {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      this.#write(path, request.method ?? '', JSON.parse(body));
      send(response, {});
      this.#news.emit('write');
    });
  }

  #read(path: string, query: URLSearchParams): unknown {
    const name = query.get('name') ?? '';
    if (path === 'registered-models/search')
      return { registered_models: [...this.models.keys()].map((each) => this.#model(each)) };
    if (path === 'model-versions/search') {
      const [, , filtered = ''] = /^name=(['"])(.*)\1$/.exec(query.get('filter') ?? '') ?? [];
      return { model_versions: (this.models.get(filtered) ?? []).map((version) => shown(filtered, version)) };
    }
    if (path === 'registered-models/get' && this.models.has(name)) return { registered_model: this.#model(name) };
    if (path === 'runs/get') return this.runs.get(query.get('run_id') ?? '');
    if (path.startsWith('logged-models/')) return this.loggedModels.get(path.slice('logged-models/'.length));
    const version = this.models.get(name)?.find((each) => each.version === Number(query.get('version')));
    if (version && path === 'model-versions/get') return { model_version: shown(name, version) };
    if (version && path === 'model-versions/get-download-uri')
      return { artifact_uri: version.artifactUri ?? `mlflow-artifacts:/0/${name}/${version.version}` };
    return undefined;
  }

  #model(name: string): unknown {
    const own = [...this.aliases].filter(([key]) => key.startsWith(`${name}@`));
    return { name, aliases: own.map(([key, version]) => ({ alias: key.slice(name.length + 1), version })) };
  }

  #write(path: string, method: string, body: Readonly<Record<string, string>>): void {
    const { name = '', alias, version = '', stage } = body;
    if (path === 'registered-models/alias' && method === 'POST') this.aliases.set(`${name}@${alias}`, version);
    if (path === 'registered-models/alias' && method === 'DELETE') this.aliases.delete(`${name}@${alias}`);
    if (path !== 'model-versions/transition-stage' || stage === undefined) return;
    const versions = this.models.get(name) ?? [];
    this.models.set(
      name,
      versions.map((each) => (each.version === Number(version) ? { ...each, stage } : each)),
    );
  }

  #file(path: string, response: ServerResponse): void {
    const [, name = '', version, file] = path.split('/').map(decodeURIComponent);
    const found = this.models.get(name)?.find((each) => String(each.version) === version);
    if (!found) send(response, undefined);
    else response.end(file === 'MLmodel' ? found.mlModel : Buffer.from(found.bytes));
  }
}

function shown(name: string, fake: FakeVersion): unknown {
  const { version, status = 'READY', stage = 'None', tags = {}, source = `fake/${version}` } = fake;
  const entries = Object.entries(tags).map(([key, value]) => ({ key, value }));
  const { createdAt: creation_timestamp, runId: run_id = MEASURED } = fake;
  const identity = { source, creation_timestamp, run_id };
  return { name, version: String(version), status, current_stage: stage, tags: entries, ...identity };
}

function send(response: ServerResponse, body: unknown): void {
  const absent = { error_code: 'RESOURCE_DOES_NOT_EXIST', message: 'not found' };
  response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body ?? absent));
}
