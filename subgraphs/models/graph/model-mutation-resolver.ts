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
import { presentValidation } from './present-validation.ts';
import { RegisterModelVersionInput, ValidateModelVersionInput } from './types/inputs.ts';
import { ModelVersion } from './types/model-version.ts';
import { ModelVersionValidation } from './types/version-validation.ts';

const PROMOTE = '@requiresScopes(scopes: [["models:promote"]])';
const MODEL = { description: 'Name of the model, such as lead-conversion.' };
const VERSION = { description: 'Number of the version, from 1.' };
const REASON = {
  description: 'Reason for the change, 1 to 1,000 characters; stored in the history and the audit log.',
};

/** Mutations of models: each calls the registry and returns the version as it is afterwards. */
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
      'Registers an ONNX file as a new version. Before that, the file is loaded, bound to its signature and run; an unsuitable file is refused with the reason. A repeat with the same idempotencyKey and the same input returns the version of the first call.',
  })
  async registerModelVersion(
    @Arg('input', () => RegisterModelVersionInput, { description: 'File and manifest.' })
    input: RegisterModelVersionInput,
    @Ctx() context: SubgraphContext,
  ) {
    return this.#loaders.versions.load(await this.#register(input, context));
  }

  @Directive(PROMOTE)
  @Mutation(() => ModelVersionValidation, {
    nullable: true,
    description:
      'Dry run of registerModelVersion: the same checks of manifest and file, with every fault, warnings and measured figures. Nothing is stored, and no audit event is written.',
  })
  async validateModelVersion(
    @Arg('input', () => ValidateModelVersionInput, { description: 'File and manifest.' })
    { manifest, ...file }: ValidateModelVersionInput,
    @Ctx() { identity: { subject: by } }: SubgraphContext,
  ) {
    return presentValidation(await this.#registry.validate({ artifact: artifactOf(file), manifest, by }));
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
  @Mutation(() => ModelVersion, { nullable: true, description: 'Moves a version to stage STAGING.' })
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
      'Makes a version the champion: stage PRODUCTION. The previous champion moves to ARCHIVED in the same transaction. A gate of the promotion policy may refuse; promotionGates returns the results without promoting.',
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
    description: 'Moves a version to stage ARCHIVED. The champion cannot be archived, only replaced.',
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
      'Kill switch: ends the open rollout, if any, makes the previous champion the champion again, and returns it. Skips champions that were withdrawn (by this mutation, by a rollback or under a CRITICAL alert) or whose file is damaged. Without a previous champion, it only ends the rollout, and the champion stays.',
  })
  async rollbackModel(
    @Arg('model', () => String, MODEL) model: string,
    @Arg('toVersion', () => Int, {
      nullable: true,
      description:
        'Version to return to instead of the previous champion. Requires the scope models:approve, too. The version must be a former champion that was not withdrawn.',
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
    description: 'Gives the alias challenger to a version; another version loses it. The champion cannot have it.',
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
    description: 'Removes the alias challenger, and returns the version that had it.',
  })
  async removeChallenger(
    @Arg('model', () => String, MODEL) model: string,
    @Arg('reason', () => String, REASON) reason: string,
    @Ctx() context: SubgraphContext,
  ) {
    return this.#loaders.versions.load(await this.#registry.removeChallenger(model, authorship(context, reason)));
  }
}

type ModelFileInput = Pick<ValidateModelVersionInput, 'artifactBase64' | 'artifactPath' | 'artifactUrl'>;

function artifactOf({ artifactBase64, artifactPath, artifactUrl }: ModelFileInput): ArtifactInput {
  return { base64: artifactBase64 ?? undefined, path: artifactPath ?? undefined, url: artifactUrl ?? undefined };
}
