import { z } from 'zod';

/** MLflow omits empty lists and fields, and may send 64-bit integers as text. */
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

/** Registered model: its name, its description, and its aliases with their versions. */
export type MlflowModel = z.output<typeof registeredModel>;

const modelVersion = z
  .object({
    name: z.string(),
    version: number,
    description: z.string().default(''),
    /** absent when the server has no stages */
    current_stage: z.string().optional(),
    source: z.string().default(''),
    run_id: z.string().default(''),
    /** epoch milliseconds; absent when the server does not send it */
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

/** Version of a registered model, without its files. */
export type MlflowModelVersion = z.output<typeof modelVersion>;

const nextPage = z.string().optional();

/** Response of `registered-models/search`. */
export const registeredModelPage = z.object({
  registered_models: z.array(registeredModel).default([]),
  next_page_token: nextPage,
});

/** Response of `registered-models/get`. */
export const registeredModelAnswer = z.object({ registered_model: registeredModel });

/** Response of `model-versions/search`. */
export const modelVersionPage = z.object({
  model_versions: z.array(modelVersion).default([]),
  next_page_token: nextPage,
});

/** Response of `model-versions/get`. */
export const modelVersionAnswer = z.object({ model_version: modelVersion });

/** Response of `model-versions/get-download-uri`. */
export const downloadUriAnswer = z.object({ artifact_uri: z.string() });

/** MLflow sends NaN as text. */
const metrics = z
  .array(z.object({ key: z.string(), value: z.union([z.number(), z.string()]).default(0).transform(Number) }))
  .default([])
  .transform(
    (entries): Readonly<Record<string, number>> => Object.fromEntries(entries.map(({ key, value }) => [key, value])),
  );

/** Response of `runs/get`. */
export const runAnswer = z.object({
  run: z.object({ data: z.object({ metrics, tags }).prefault({}) }),
});

/** Response of `logged-models/{id}`: since MLflow 3 a logged model is an entity of its own, with metrics. */
export const loggedModelAnswer = z.object({
  model: z.object({ data: z.object({ metrics }).prefault({}) }),
});

/** Response of writing requests, without content of interest. */
export const anyAnswer = z.object({});
