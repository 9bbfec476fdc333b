import { type Kysely, sql } from 'kysely';
import { DEFAULT_MODEL } from '../../../platform/config/default-model.ts';
import { digestOf } from '../../../scoring/artifact.ts';
import { DEFAULT_GRADE_POLICY, type GradePolicy } from '../../../scoring/grade.ts';
import type { Calibration, ModelSignature } from '../../../scoring/model-manifest.ts';

/** A version for the registry. */
export interface TestVersion {
  readonly model?: string;
  readonly version: number;
  readonly bytes: Uint8Array;
  readonly signature: ModelSignature;
  readonly calibration?: Calibration;
}

/** A version with its part in a rollout. */
export interface TestArm extends TestVersion {
  /** share of the requests, 0 to 1 */
  readonly share: number;
}

/** A rollout to publish. */
export interface TestRollout {
  readonly id?: number;
  readonly model?: string;
  readonly salt?: string;
  readonly holdoutShare?: number;
  readonly challengers?: readonly TestArm[];
  readonly shadows?: readonly TestArm[];
}

/** The published views of `models` as plain tables, for tests of `scores`. */
export class TestRegistry {
  readonly #db: Kysely<never>;

  constructor(db: Kysely<never>) {
    this.#db = db;
  }

  async create(): Promise<void> {
    const { name, limits } = DEFAULT_GRADE_POLICY;
    const policy = sql`grade_policy text DEFAULT ${sql.lit(name)}, grade_limits jsonb DEFAULT ${sql.lit(JSON.stringify(limits))}`;
    await sql`CREATE SCHEMA models`.execute(this.#db);
    await sql`CREATE TABLE models.artifact (digest text PRIMARY KEY, bytes bytea, size_bytes integer)`.execute(
      this.#db,
    );
    await sql`CREATE TABLE models.live_deployment (model text, version integer, role text, traffic_share float8, salt text,
      digest text, signature jsonb, calibration jsonb, rollout bigint, holdout_share float8 DEFAULT 0, ${policy})`.execute(
      this.#db,
    );
    await sql`CREATE TABLE models.registered_version (model text, version integer, stage text, digest text,
      signature jsonb, calibration jsonb, ${policy})`.execute(this.#db);
    await sql`CREATE TABLE models.grade_policy_facts (model text, name text, limits jsonb, UNIQUE (model, name))`.execute(
      this.#db,
    );
    await sql`CREATE TABLE models.reference_window_data (model text, version integer, from_time bigint,
      until_time bigint, rows integer, features jsonb, scores jsonb)`.execute(this.#db);
  }

  /** Publishes the reference window of a version. @param features values by feature, as many of each */
  async describe(version: number, features: Readonly<Record<string, readonly unknown[]>>, model = DEFAULT_MODEL) {
    const rows = Object.values(features)[0]?.length ?? 0;
    await sql`INSERT INTO models.reference_window_data (model, version, rows, features)
      VALUES (${model}, ${version}, ${rows}, ${JSON.stringify(features)}::jsonb)`.execute(this.#db);
  }

  /** Makes a version champion, in place of the previous one. */
  async promote(promoted: TestVersion): Promise<string> {
    const { model = DEFAULT_MODEL } = promoted;
    const digest = await this.#store(promoted);
    // one transaction, as in a promotion: never without a champion
    await this.#db.transaction().execute(async (trx) => {
      await sql`DELETE FROM models.live_deployment WHERE model = ${model}`.execute(trx);
      await deploy(trx, promoted, { role: 'CHAMPION', share: 1, digest });
    });
    return digest;
  }

  /** Publishes a rollout beside the champion, in place of the previous one; without versions it ends that one. */
  async rollOut(rollout: TestRollout): Promise<void> {
    const { id = 1, model = DEFAULT_MODEL, salt = 'salt', holdoutShare = 0, challengers = [], shadows = [] } = rollout;
    const digests = new Map<TestArm, string>();
    for (const arm of [...challengers, ...shadows]) digests.set(arm, await this.#store(arm));
    const rest = 1 - challengers.reduce((sum, { share }) => sum + share, 0);
    await this.#db.transaction().execute(async (trx) => {
      await sql`DELETE FROM models.live_deployment WHERE model = ${model} AND role <> 'CHAMPION'`.execute(trx);
      for (const [arm, digest] of digests) {
        const role = challengers.includes(arm) ? 'CHALLENGER' : 'SHADOW';
        await deploy(trx, { ...arm, model }, { role, share: arm.share, digest });
      }
      await sql`UPDATE models.live_deployment SET rollout = ${digests.size === 0 ? null : id}, salt = ${salt},
        holdout_share = ${holdoutShare} WHERE model = ${model}`.execute(trx);
      await sql`UPDATE models.live_deployment SET traffic_share = ${rest}
        WHERE model = ${model} AND role = 'CHAMPION'`.execute(trx);
    });
  }

  /** Registers a version without traffic. */
  async register(registered: TestVersion, stage = 'STAGING'): Promise<string> {
    const { model = DEFAULT_MODEL, version, signature, calibration = { method: 'IDENTITY' } } = registered;
    const digest = await this.#store(registered);
    await sql`INSERT INTO models.registered_version (model, version, stage, digest, signature, calibration) VALUES (${model}, ${version}, ${stage}, ${digest},
      ${JSON.stringify(signature)}::jsonb, ${JSON.stringify(calibration)}::jsonb)`.execute(this.#db);
    return digest;
  }

  /** Sets the grade policy of a model, of versions that are there. */
  async setGradePolicy({ name, limits }: GradePolicy, model = DEFAULT_MODEL): Promise<void> {
    const set = sql`SET grade_policy = ${name}, grade_limits = ${JSON.stringify(limits)}::jsonb WHERE model = ${model}`;
    await sql`UPDATE models.live_deployment ${set}`.execute(this.#db);
    await sql`UPDATE models.registered_version ${set}`.execute(this.#db);
    await insertPolicy(this.#db, model, { name, limits });
  }

  async demote(model = DEFAULT_MODEL): Promise<void> {
    await sql`DELETE FROM models.live_deployment WHERE model = ${model}`.execute(this.#db);
  }

  /** Replaces the stored bytes of an artifact; without bytes, deletes it. */
  async corrupt(digest: string, bytes?: Uint8Array): Promise<void> {
    if (bytes) await sql`UPDATE models.artifact SET bytes = ${bytes} WHERE digest = ${digest}`.execute(this.#db);
    else await sql`DELETE FROM models.artifact WHERE digest = ${digest}`.execute(this.#db);
  }

  async #store({ bytes }: TestVersion): Promise<string> {
    const digest = digestOf(bytes);
    await sql`INSERT INTO models.artifact VALUES (${digest}, ${bytes}, ${bytes.length}) ON CONFLICT DO NOTHING`.execute(
      this.#db,
    );
    return digest;
  }
}

interface Part {
  readonly role: string;
  readonly share: number;
  readonly digest: string;
}

async function deploy(trx: Kysely<never>, version: TestVersion, { role, share, digest }: Part): Promise<void> {
  const { model = DEFAULT_MODEL, version: number, signature, calibration = { method: 'IDENTITY' } } = version;
  await sql`INSERT INTO models.live_deployment (model, version, role, traffic_share, salt, digest, signature, calibration)
    VALUES (${model}, ${number}, ${role}, ${share}, '', ${digest}, ${JSON.stringify(signature)}::jsonb,
      ${JSON.stringify(calibration)}::jsonb)`.execute(trx);
  await insertPolicy(trx, model, DEFAULT_GRADE_POLICY);
}

async function insertPolicy(db: Kysely<never>, model: string, { name, limits }: GradePolicy): Promise<void> {
  await sql`INSERT INTO models.grade_policy_facts VALUES (${model}, ${name}, ${JSON.stringify(limits)}::jsonb)
    ON CONFLICT DO NOTHING`.execute(db);
}
