import { z } from 'zod';

/** MLflow leaves empty lists and fields out; numbers may come as text, as its 64-bit integers do. */
const tags = z
  .array(z.object({ key: z.string(), value: z.string().default('') }))
  .default([])
  .transform(
    (entries): Readonly<Record<string, string>> => Object.fromEntries(entries.map(({ key, value }) => [key, value])),
  );

const number = z.coerce.number().int().positive();

const alias = z.object({ alias: z.string(), version: number });

const registeredModel = z
  .object({ name: z.string(), description: z.string().default(''), aliases: z.array(alias).default([]) })
  .transform(({ name, description, aliases }) => ({
    name,
    description,
    aliases: new Map(aliases.map((each) => [each.alias, each.version])),
  }));

/** A registered model: its name, its description and which version each alias names. */
export type MlflowModel = z.output<typeof registeredModel>;

const modelVersion = z
  .object({
    name: z.string(),
    version: number,
    description: z.string().default(''),
    /** absent where the server knows no stages */
    current_stage: z.string().optional(),
    source: z.string().default(''),
    run_id: z.string().default(''),
    /** epoch milliseconds; absent where the server does not say */
    creation_timestamp: z.coerce.number().int().optional(),
    /** PENDING_REGISTRATION, FAILED_REGISTRATION or READY */
    status: z.string().default('READY'),
    tags,
  })
  .transform(({ current_stage: stage, run_id: runId, creation_timestamp: createdAt, ...rest }) => ({
    ...rest,
    stage,
    runId,
    createdAt,
  }));

/** A version of a registered model, without what its files say. */
export type MlflowModelVersion = z.output<typeof modelVersion>;

const nextPage = z.string().optional();

/** Answer of `registered-models/search`. */
export const registeredModelPage = z.object({
  registered_models: z.array(registeredModel).default([]),
  next_page_token: nextPage,
});

/** Answer of `registered-models/get`. */
export const registeredModelAnswer = z.object({ registered_model: registeredModel });

/** Answer of `model-versions/search`. */
export const modelVersionPage = z.object({
  model_versions: z.array(modelVersion).default([]),
  next_page_token: nextPage,
});

/** Answer of `model-versions/get`. */
export const modelVersionAnswer = z.object({ model_version: modelVersion });

/** Answer of `model-versions/get-download-uri`. */
export const downloadUriAnswer = z.object({ artifact_uri: z.string() });

/** NaN comes as text. */
const metrics = z
  .array(z.object({ key: z.string(), value: z.union([z.number(), z.string()]).default(0).transform(Number) }))
  .default([])
  .transform(
    (entries): Readonly<Record<string, number>> => Object.fromEntries(entries.map(({ key, value }) => [key, value])),
  );

/** Answer of `runs/get`. */
export const runAnswer = z.object({
  run: z.object({ data: z.object({ metrics, tags }).prefault({}) }),
});

/** Answer of `logged-models/{id}`: since MLflow 3 a model that was logged is a thing of its own, with metrics. */
export const loggedModelAnswer = z.object({
  model: z.object({ data: z.object({ metrics }).prefault({}) }),
});

/** Answer of what changes something; its content is of no interest. */
export const anyAnswer = z.object({});
