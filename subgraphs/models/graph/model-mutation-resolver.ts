import 'reflect-metadata';
import { Arg, Ctx, Directive, Int, Mutation, Resolver } from 'type-graphql';
import { requireScope } from '../../../platform/graphql/require-scope.ts';
import type { SubgraphContext } from '../../../platform/identity/identity.ts';
import type { ArtifactInput } from '../artifacts/read-input.ts';
import { authorship } from '../audit/authorship.ts';
import type { Mlflow } from '../mlflow/mlflow.ts';
import { type OnStored, registerOnce, requestDigest } from '../registry/register-once.ts';
import type { Registry } from '../registry/registry.ts';
import type { Db, VersionKey } from '../versions/store/version-store.ts';
import type { Loaders } from './loaders.ts';
import { RegisterModelVersionInput } from './types/inputs.ts';
import { ModelVersion } from './types/model-version.ts';

const PROMOTE = '@requiresScopes(scopes: [["models:promote"]])';
const MODEL = { description: 'Name of the model.' };
const VERSION = { description: 'Number of the version.' };
const REASON = { description: 'Why; goes to the history and the audit log.' };

/** Mutations: each asks the registry, then answers with the version as it is now. */
@Resolver()
export class ModelMutationResolver {
  readonly #db: Db;
  readonly #registry: Registry;
  readonly #mlflow: Mlflow;
  readonly #loaders: Loaders;

  constructor(db: Db, registry: Registry, mlflow: Mlflow, loaders: Loaders) {
    this.#db = db;
    this.#registry = registry;
    this.#mlflow = mlflow;
    this.#loaders = loaders;
  }

  @Directive(PROMOTE)
  @Mutation(() => ModelVersion, {
    nullable: true,
    description:
      'Registers an ONNX file as a new version. The file is read, loaded, bound to its signature and run first; one that does not fit is refused with the reason. The same idempotencyKey with the same input answers with the version of the first time.',
  })
  async registerModelVersion(
    @Arg('input', () => RegisterModelVersionInput, { description: 'The file and its manifest.' })
    input: RegisterModelVersionInput,
    @Ctx() context: SubgraphContext,
  ) {
    return this.#loaders.versions.load(await this.#register(input, context));
  }

  #register(input: RegisterModelVersionInput, context: SubgraphContext): Promise<VersionKey> {
    const register = (onStored?: OnStored): Promise<VersionKey> => {
      const registration = {
        artifact: artifactOf(input),
        manifest: input.manifest,
        version: input.version ?? undefined,
        stage: input.stage,
        onStored,
        ...authorship(context, input.reason ?? 'registered'),
      };
      return input.mlflowVersion
        ? this.#mlflow.register(input.mlflowVersion, registration)
        : this.#registry.register(registration);
    };
    const { idempotencyKey } = input;
    if (idempotencyKey == null) return register();
    const { subject } = context.identity;
    return registerOnce(this.#db, { subject, idempotencyKey, digest: requestDigest(input) }, register);
  }

  @Directive(PROMOTE)
  @Mutation(() => ModelVersion, { nullable: true, description: 'Puts a version on trial: stage STAGING.' })
  async stageModelVersion(
    @Arg('model', () => String, MODEL) model: string,
    @Arg('version', () => Int, VERSION) version: number,
    @Arg('reason', () => String, REASON) reason: string,
    @Ctx() context: SubgraphContext,
  ) {
    await this.#registry.stage({ model, version }, authorship(context, reason));
    return this.#loaders.versions.load({ model, version });
  }

  @Directive(PROMOTE)
  @Mutation(() => ModelVersion, {
    nullable: true,
    description:
      'Makes a version the champion: stage PRODUCTION. The champion before is archived, in the same moment. The gates of the promotion policy may refuse; what they would say is promotionGates.',
  })
  async promoteModelVersion(
    @Arg('model', () => String, MODEL) model: string,
    @Arg('version', () => Int, VERSION) version: number,
    @Arg('reason', () => String, REASON) reason: string,
    @Ctx() context: SubgraphContext,
  ) {
    await this.#registry.promote({ model, version }, authorship(context, reason));
    return this.#loaders.versions.load({ model, version });
  }

  @Directive(PROMOTE)
  @Mutation(() => ModelVersion, {
    nullable: true,
    description: 'Takes a version out of use: stage ARCHIVED. The champion cannot be archived, only replaced.',
  })
  async archiveModelVersion(
    @Arg('model', () => String, MODEL) model: string,
    @Arg('version', () => Int, VERSION) version: number,
    @Arg('reason', () => String, REASON) reason: string,
    @Ctx() context: SubgraphContext,
  ) {
    await this.#registry.archive({ model, version }, authorship(context, reason));
    return this.#loaders.versions.load({ model, version });
  }

  @Directive(PROMOTE)
  @Mutation(() => ModelVersion, {
    nullable: true,
    description:
      'The kill switch: ends the rollout that runs, if any, makes the champion before the current one champion again, and answers with it. Champions that were withdrawn (by this mutation, by a rollback, under a CRITICAL alert) or whose file is damaged are passed over. Without a champion before, it ends the rollout and the champion stays.',
  })
  async rollbackModel(
    @Arg('model', () => String, MODEL) model: string,
    @Arg('toVersion', () => Int, {
      nullable: true,
      description:
        'Goes straight back to this version instead; needs the scope models:approve too. It must have been champion, and not have been withdrawn.',
    })
    toVersion: number | null | undefined,
    @Arg('reason', () => String, REASON) reason: string,
    @Ctx() context: SubgraphContext,
  ) {
    const by = authorship(context, reason);
    if (toVersion === null || toVersion === undefined)
      return this.#loaders.versions.load(await this.#registry.rollBack(model, by));
    requireScope(context, 'models:approve', 'rollbackModel(toVersion:)');
    return this.#loaders.versions.load(await this.#registry.rollBackTo({ model, version: toVersion }, by));
  }

  @Directive(PROMOTE)
  @Mutation(() => ModelVersion, {
    nullable: true,
    description: 'Gives the alias challenger to a version, which takes it from another. The champion cannot have it.',
  })
  async setChallenger(
    @Arg('model', () => String, MODEL) model: string,
    @Arg('version', () => Int, VERSION) version: number,
    @Arg('reason', () => String, REASON) reason: string,
    @Ctx() context: SubgraphContext,
  ) {
    await this.#registry.setChallenger({ model, version }, authorship(context, reason));
    return this.#loaders.versions.load({ model, version });
  }

  @Directive(PROMOTE)
  @Mutation(() => ModelVersion, {
    nullable: true,
    description: 'Takes the alias challenger away, and answers with the version that had it.',
  })
  async removeChallenger(
    @Arg('model', () => String, MODEL) model: string,
    @Arg('reason', () => String, REASON) reason: string,
    @Ctx() context: SubgraphContext,
  ) {
    return this.#loaders.versions.load(await this.#registry.removeChallenger(model, authorship(context, reason)));
  }
}

function artifactOf({ artifactBase64, artifactPath, artifactUrl }: RegisterModelVersionInput): ArtifactInput {
  return { base64: artifactBase64 ?? undefined, path: artifactPath ?? undefined, url: artifactUrl ?? undefined };
}
