import { DomainError } from '../../../../platform/errors.ts';
import { refusal } from '../../../../platform/refusal.ts';
import {
  anyAnswer,
  downloadUriAnswer,
  loggedModelAnswer,
  type MlflowModel,
  type MlflowModelVersion,
  modelVersionAnswer,
  modelVersionPage,
  registeredModelAnswer,
  registeredModelPage,
  runAnswer,
} from './mlflow-answers.ts';
import { MlflowHttp, type MlflowHttpOptions } from './mlflow-http.ts';
import { unusable } from './unusable.ts';

const API = '/api/2.0/mlflow';
const PAGE = 200;
// a server that never ends its pages must not keep a sync busy forever
const MAX_PAGES = 500;

/** Metrics of a run or of a logged model by name, and tags of a run. */
export interface MlflowFigures {
  readonly metrics: Readonly<Record<string, number>>;
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * Client of MLflow's REST API, as far as the registry needs it. Every method throws {DomainError} MLFLOW_*, as {@link
 * MlflowHttp} does.
 */
export class MlflowClient {
  readonly #http: MlflowHttp;

  constructor(options: MlflowHttpOptions) {
    this.#http = new MlflowHttp(options);
  }

  /** All registered models. */
  listModels(): Promise<MlflowModel[]> {
    return this.#pages(`${API}/registered-models/search?max_results=${PAGE}`, async (path) => {
      const page = await this.#http.json({ method: 'GET', path }, registeredModelPage);
      return { items: page.registered_models, next: page.next_page_token };
    });
  }

  /** Registered model by name. */
  async getModel(name: string): Promise<MlflowModel> {
    const path = `${API}/registered-models/get?${query({ name })}`;
    return (await this.#http.json({ method: 'GET', path }, registeredModelAnswer)).registered_model;
  }

  /** Versions of a model, oldest first. @param name without quotation marks of both kinds */
  async listVersions(name: string): Promise<MlflowModelVersion[]> {
    const filter = query({ filter: `name=${quoted(name)}`, max_results: String(PAGE) });
    const versions = await this.#pages(`${API}/model-versions/search?${filter}`, async (path) => {
      const page = await this.#http.json({ method: 'GET', path }, modelVersionPage);
      return { items: page.model_versions, next: page.next_page_token };
    });
    // the filter of some servers ignores case
    return versions.filter((version) => version.name === name).sort((a, b) => a.version - b.version);
  }

  /** Version of a model. */
  async getVersion(name: string, version: number): Promise<MlflowModelVersion> {
    const path = `${API}/model-versions/get?${query({ name, version: String(version) })}`;
    return (await this.#http.json({ method: 'GET', path }, modelVersionAnswer)).model_version;
  }

  /** Location of the files of a version: its source may be a name, such as `models:/m-…`, that MLflow resolves. */
  async getArtifactUri(name: string, version: number): Promise<string> {
    const path = `${API}/model-versions/get-download-uri?${query({ name, version: String(version) })}`;
    return (await this.#http.json({ method: 'GET', path }, downloadUriAnswer)).artifact_uri;
  }

  /** Metrics and tags of a run. */
  async getRun(runId: string): Promise<MlflowFigures> {
    const path = `${API}/runs/get?${query({ run_id: runId })}`;
    return (await this.#http.json({ method: 'GET', path }, runAnswer)).run.data;
  }

  /** Metrics of a logged model. */
  async getLoggedModelMetrics(modelId: string): Promise<MlflowFigures['metrics']> {
    const path = `${API}/logged-models/${encodeURIComponent(modelId)}`;
    return (await this.#http.json({ method: 'GET', path }, loggedModelAnswer)).model.data.metrics;
  }

  /** File of the artifact proxy. @param path of `proxyPath` */
  getFile(path: string, limitBytes: number): Promise<Uint8Array> {
    return this.#http.bytes(`/api/2.0/mlflow-artifacts/artifacts/${path}`, limitBytes);
  }

  /** Gives an alias to a version, or removes it without one; another version loses it. */
  async putAlias(name: string, alias: string, version: string | undefined): Promise<void> {
    const method = version === undefined ? 'DELETE' : 'POST';
    const body = { name, alias, ...(version !== undefined && { version }) };
    await this.#http.json({ method, path: `${API}/registered-models/alias`, body }, anyAnswer);
  }

  /** Moves a version to a stage, and no other version. @returns whether the server has stages */
  async putStage(name: string, version: number, stage: string): Promise<boolean> {
    const body = { name, version: String(version), stage, archive_existing_versions: false };
    try {
      await this.#http.json({ method: 'POST', path: `${API}/model-versions/transition-stage`, body }, anyAnswer);
      return true;
    } catch (error) {
      if (error instanceof DomainError && error.extensions.hasEndpoint === false) return false;
      throw error;
    }
  }

  /** Aborts the requests in flight, and closes the connections. */
  close(): Promise<void> {
    return this.#http.close();
  }

  async #pages<Item>(
    path: string,
    get: (path: string) => Promise<{ readonly items: readonly Item[]; readonly next: string | undefined }>,
  ): Promise<Item[]> {
    const items: Item[] = [];
    let next: string | undefined;
    for (let pages = 0; pages < MAX_PAGES; pages++) {
      const page = await get(next ? `${path}&${query({ page_token: next })}` : path);
      items.push(...page.items);
      next = page.next;
      if (!next) return items;
    }
    throw refusal('MLFLOW_RESPONSE_INVALID', path.replace(/\?.*/, ''), `more than ${MAX_PAGES} pages`, 'an end');
  }
}

/** Quotes a name for a filter, in which MLflow has no escapes. @throws {DomainError} MLFLOW_VERSION_UNUSABLE */
function quoted(name: string): string {
  const mark = ["'", '"'].find((each) => !name.includes(each));
  if (mark === undefined) throw unusable(`MLflow model ${name}`, 'both \' and " in its name', 'one of them at most');
  return `${mark}${name}${mark}`;
}

function query(values: Readonly<Record<string, string>>): string {
  return new URLSearchParams(values).toString();
}
