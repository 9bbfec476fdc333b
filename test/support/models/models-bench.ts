import type { FastifyInstance } from 'fastify';
import type { Kysely } from 'kysely';
import { createMercuriusTestClient } from 'mercurius-integration-testing';
import type { Database } from '../../../platform/database/database.ts';
import { createLogger } from '../../../platform/logger.ts';
import { digestOf } from '../../../scoring/artifact.ts';
import { createModels, type Models, type ModelsDeps } from '../../../subgraphs/models/subgraph.ts';
import { parseVersionDocument } from '../../../subgraphs/models/versions/rules/version-document.ts';
import { insertVersion } from '../../../subgraphs/models/versions/store/version-store.ts';
import type { OpenTestDatabase, TestDatabase } from '../database/databases.ts';
import { createSubgraphApp } from '../graph/subgraph-app.ts';
import { signatureOf } from './model-signature.ts';
import { matrixModel } from './onnx-file.ts';

/** Start of the bench's clock: 2026-11-22T00:00:00.000Z. */
export const START = Date.UTC(2026, 10, 22);

/** Model of the columns lead_age and meetings: the probability is sigmoid(lead_age + meetings). */
export const BYTES: Uint8Array = matrixModel(2);

/** Manifest of {@link BYTES}. */
export const manifestOf = (model: string) => ({
  model,
  description: 'sigmoid',
  framework: 'hand',
  signature: signatureOf({ lead_age: 'double', meetings: 'long' }),
  calibration: { method: 'PLATT', slope: 1.5, intercept: 0.25 },
  metrics: { brier: 0.1, auc: 0.8 },
  referenceWindow: {
    from: START - 10,
    until: START,
    rows: 2,
    features: { lead_age: [1, 2], meetings: [0, 2] },
    // sigmoid(1.5 · (lead_age + meetings) + 0.25)
    scores: [0.851953, 0.998073],
  },
});

/** Response of the graph. */
export interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: each test knows the shape that it requested
  readonly data: any;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

/** Code of the first error of a response. */
export const codeOf = ({ errors }: Answer): string | undefined => errors?.[0]?.extensions?.code;

/** The models subgraph on a database of its own, with a settable clock. */
export class ModelsBench {
  readonly models: Models;
  readonly db: Kysely<never>;
  now = START;
  /** subject of the requests */
  subject = 'ann';
  /** scopes of the token; the gateway enforces those that fields require */
  scopes: readonly string[] = [];
  readonly #store: TestDatabase;
  readonly #app: FastifyInstance;

  private constructor(store: TestDatabase, models: Models, app: FastifyInstance) {
    this.models = models;
    this.db = store.database.tables<never>();
    this.#store = store;
    this.#app = app;
  }

  static async open(openDatabase: OpenTestDatabase, options: Partial<ModelsDeps> = {}): Promise<ModelsBench> {
    const store = await openDatabase('models');
    // the subgraph may read the clock while it is created
    let bench: ModelsBench | undefined;
    const clock = (): number => bench?.now ?? START;
    const log = createLogger('silent');
    const { database } = store;
    const models = await createModels({ database, log, clock, artifactLimitBytes: 10_000, ...options });
    const app = await createSubgraphApp(models.schema, {
      get identity() {
        return { subject: bench?.subject ?? '', scopes: bench?.scopes ?? [] };
      },
      requestId: 'test',
      clientAddress: '192.0.2.7',
    });
    bench = new ModelsBench(store, models, app);
    return bench;
  }

  async ask(source: string, variables: Record<string, unknown> = {}): Promise<Answer> {
    return (await createMercuriusTestClient(this.#app).query(source, { variables })) as Answer;
  }

  /** Registers {@link BYTES}, or the artifact of `input`. */
  async register(input: Record<string, unknown>): Promise<Answer> {
    return this.ask(REGISTER, { input: { artifactBase64: Buffer.from(BYTES).toString('base64'), ...input } });
  }

  get database(): Database {
    return this.#store.database;
  }

  /** The database opened once more, as by another replica; undefined where only one process can open it. */
  async openAgain(): Promise<Database | undefined> {
    return this.#store.openAgain?.();
  }

  /** Calls a mutation that changes the stage of a version. */
  async change(mutation: string, model: string, version: number): Promise<Answer> {
    return this.ask(`mutation { ${mutation}(model: "${model}", version: ${version}, reason: "because") { stage } }`);
  }

  /** Registers a model and adds versions in stage NONE that share its file. */
  async addVersions(model: string, upTo: number): Promise<void> {
    await this.register({ manifest: manifestOf(model) });
    for (let version = 2; version <= upTo; version++) await this.addVersion(model, version, {});
  }

  /** Adds a version that shares the file of {@link manifestOf}, with changes of its manifest. */
  async addVersion(model: string, version: number, changes: Record<string, unknown>): Promise<void> {
    const document = parseVersionDocument({ ...manifestOf(model), ...changes });
    const common = { model, digest: digestOf(BYTES), document, stage: 'NONE', inputForm: 'MATRIX' } as const;
    await insertVersion(this.db, { ...common, version, createdAt: this.now, createdBy: 'ann' });
  }

  async close(): Promise<void> {
    await this.#app.close();
    await this.models.close();
    await this.#store.close();
  }
}

const REGISTER = `mutation($input: RegisterModelVersionInput!) { registerModelVersion(input: $input) {
  model version stage description framework digest sizeBytes createdAt createdBy promotedAt
  signature { inputForm inputs { name type required } outputs { name dtype shape } }
  calibration { method slope intercept } metrics { name value } referenceWindow { from until rows }
} }`;
