import { type Db, findVersions, type VersionRow } from '../../versions/store/version-store.ts';
import type { MlflowModel, MlflowModelVersion } from '../client/mlflow-answers.ts';
import type { MlflowClient } from '../client/mlflow-client.ts';
import type { TwoSides } from '../rules/reconcile.ts';
import { mlflowStage } from '../rules/stage-names.ts';
import { findAlias, type LinkRow, listLinks, putAlias, putStage, type SharedAlias } from '../store/link-store.ts';

/** Value that both registries have, and that may differ: an alias of a model or the stage of a version. */
export interface ComparedValue {
  readonly name: string;
  /** `champion`, `challenger` or `stage of 3` */
  readonly subject: string;
  readonly sides: TwoSides;
  /** Writes the value of this registry to MLflow. @returns whether MLflow has such a value at all */
  write(): Promise<boolean>;
  /** Stores both values: the one in this registry, and the given one in MLflow. */
  settle(there: string | undefined): Promise<void>;
}

/** Model of MLflow with its versions, to be compared. */
export interface ComparedModel {
  readonly db: Db;
  readonly client: MlflowClient;
  readonly model: MlflowModel;
  readonly versions: readonly MlflowModelVersion[];
}

/** MLflow's stage without a meaning; it counts as no value in both registries. */
const NO_STAGE = mlflowStage('NONE');

interface LinkedVersion {
  readonly link: LinkRow;
  readonly ours: VersionRow;
  readonly theirs: MlflowModelVersion;
}

/** Values of a model that both registries have; none when no version was imported. */
export async function findComparedValues(compared: ComparedModel): Promise<readonly ComparedValue[]> {
  const linked = await findLinked(compared);
  if (linked.length === 0) return [];
  return [
    await aliasSubject(
      compared,
      'champion',
      linked.find(({ ours }) => ours.stage === 'PRODUCTION'),
    ),
    await aliasSubject(
      compared,
      'challenger',
      linked.find(({ ours }) => ours.is_challenger),
    ),
    ...linked.filter(({ theirs }) => theirs.stage !== undefined).map((each) => stageSubject(compared, each)),
  ];
}

/** Versions that exist in both registries. */
async function findLinked({ db, model, versions }: ComparedModel): Promise<LinkedVersion[]> {
  const links = (await listLinks(db, model.name)).filter(({ version }) => version !== null);
  if (links.length === 0) return [];
  const keys = links.map((link) => ({ model: link.model as string, version: link.version as number }));
  const ours = new Map((await findVersions(db, keys)).map((row) => [row.version, row]));
  const theirs = new Map(versions.map((version) => [version.version, version]));
  return links.flatMap((link) => {
    const pair = { ours: ours.get(link.version as number), theirs: theirs.get(link.mlflow_version) };
    return pair.ours && pair.theirs ? [{ link, ours: pair.ours, theirs: pair.theirs }] : [];
  });
}

async function aliasSubject(
  { db, client, model }: ComparedModel,
  alias: SharedAlias,
  holder: LinkedVersion | undefined,
): Promise<ComparedValue> {
  const { name } = model;
  const here = holder && String(holder.link.mlflow_version);
  const there = model.aliases.get(alias)?.toString();
  const last = await findAlias(db, name, alias);
  return {
    name,
    subject: alias,
    sides: { here, there, ...last },
    write: async () => {
      await client.putAlias(name, alias, here);
      return true;
    },
    settle: (settled) => putAlias(db, name, alias, { here, there: settled }),
  };
}

function stageSubject(
  { db, client, model: { name } }: ComparedModel,
  { link, ours, theirs }: LinkedVersion,
): ComparedValue {
  const here = said(mlflowStage(ours.stage));
  const version = link.mlflow_version;
  return {
    name,
    subject: `stage of ${version}`,
    sides: { here, there: said(theirs.stage), lastHere: said(link.stage_here), lastThere: said(link.stage_there) },
    write: () => client.putStage(name, version, here ?? NO_STAGE),
    settle: (there) => putStage(db, { name, version }, { here, there }),
  };
}

function said(stage: string | null | undefined): string | undefined {
  return stage === null || stage === NO_STAGE ? undefined : stage;
}
