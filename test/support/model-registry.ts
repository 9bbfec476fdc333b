import { type Kysely, sql } from 'kysely';
import { digestOf } from '../../subgraphs/shared/artifact.ts';
import { type Calibration, DEFAULT_MODEL, type ModelSignature } from '../../subgraphs/shared/model-manifest.ts';

/** A version to make champion. */
export interface TestVersion {
  readonly model?: string;
  readonly version: number;
  readonly bytes: Uint8Array;
  readonly signature: ModelSignature;
  readonly calibration?: Calibration;
}

/** What `models` publishes, as bare tables: the relations that `scores` reads, set directly. */
export class TestRegistry {
  readonly #db: Kysely<never>;

  constructor(db: Kysely<never>) {
    this.#db = db;
  }

  async create(): Promise<void> {
    await sql`CREATE SCHEMA models`.execute(this.#db);
    await sql`CREATE TABLE models.artifact (digest text PRIMARY KEY, bytes bytea, size_bytes integer)`.execute(
      this.#db,
    );
    await sql`CREATE TABLE models.live_deployment (model text, version integer, role text, traffic_share float8, salt text,
      digest text, signature jsonb, calibration jsonb)`.execute(this.#db);
  }

  /** Makes a version champion, in place of the one before. */
  async promote(promoted: TestVersion): Promise<string> {
    const { model = DEFAULT_MODEL, version, bytes, signature, calibration = { method: 'IDENTITY' } } = promoted;
    const digest = digestOf(bytes);
    await sql`INSERT INTO models.artifact VALUES (${digest}, ${bytes}, ${bytes.length}) ON CONFLICT DO NOTHING`.execute(
      this.#db,
    );
    // one transaction, as a promotion is: never without a champion in between
    await this.#db.transaction().execute(async (trx) => {
      await sql`DELETE FROM models.live_deployment WHERE model = ${model}`.execute(trx);
      await sql`INSERT INTO models.live_deployment VALUES (${model}, ${version}, 'CHAMPION', 1, 'salt', ${digest},
        ${JSON.stringify(signature)}::jsonb, ${JSON.stringify(calibration)}::jsonb)`.execute(trx);
    });
    return digest;
  }

  async demote(model = DEFAULT_MODEL): Promise<void> {
    await sql`DELETE FROM models.live_deployment WHERE model = ${model}`.execute(this.#db);
  }

  /** Replaces the stored bytes of an artifact; with nothing, removes it. */
  async corrupt(digest: string, bytes?: Uint8Array): Promise<void> {
    if (bytes) await sql`UPDATE models.artifact SET bytes = ${bytes} WHERE digest = ${digest}`.execute(this.#db);
    else await sql`DELETE FROM models.artifact WHERE digest = ${digest}`.execute(this.#db);
  }
}
