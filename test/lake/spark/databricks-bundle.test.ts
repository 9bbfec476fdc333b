import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { projectFile } from '../../../platform/process/program.ts';
import { lakePython, whyNoLakePython } from '../../support/lake/lake-python.ts';

const FILES = ['resources/score-leads.yml', 'resources/cluster-policy.yml'];
const CHECK = fileURLToPath(projectFile('test/support/lake/check_bundle.py'));

interface Bundle {
  readonly variables: Readonly<Record<string, { readonly default?: string }>>;
  readonly targets: Readonly<Record<string, { readonly variables?: Readonly<Record<string, string>> }>>;
}

interface Resources {
  readonly jobs?: Readonly<Record<string, Job>>;
  readonly cluster_policies?: Readonly<Record<string, unknown>>;
}

interface Job {
  readonly job_clusters: readonly { readonly job_cluster_key: string }[];
  readonly tasks: readonly Task[];
  readonly schedule: { readonly quartz_cron_expression: string };
  readonly parameters: readonly { readonly name: string }[];
}

interface Task {
  readonly job_cluster_key: string;
  readonly spark_python_task: { readonly python_file: string; readonly parameters: readonly string[] };
}

const text = { type: 'string', minLength: 1 };
const map = (values: object): object => ({ type: 'object', additionalProperties: values, minProperties: 1 });
const record = (properties: object, required: readonly string[] = []): object => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});

/** The part of a bundle's settings that ours uses, written from the vendor's documentation of databricks.yml. */
const SETTINGS = record(
  {
    bundle: record({ name: text }, ['name']),
    include: { type: 'array', items: text },
    sync: record({ include: { type: 'array', items: text }, exclude: { type: 'array', items: text } }),
    variables: map(record({ description: text, default: text })),
    targets: map(
      record({
        mode: { enum: ['development', 'production'] },
        default: { type: 'boolean' },
        workspace: record({ host: text, root_path: text, profile: text }),
        variables: map(text),
      }),
    ),
  },
  ['bundle', 'targets'],
);

const read = (name: string): string => readFileSync(projectFile(`lake/spark/${name}`), 'utf8');
const bundle = (): Bundle => parse(read('databricks.yml')) as Bundle;
const resources = (): Resources =>
  Object.assign({}, ...FILES.map((name) => (parse(read(name)) as { readonly resources: Resources }).resources));

test('The Databricks bundle has settings as the documentation knows them, with one default target', () => {
  const ajv = new Ajv({ allErrors: true });
  assert.ok(ajv.validate(SETTINGS, bundle()), ajv.errorsText());
  assert.ok(!ajv.validate(SETTINGS, { ...bundle(), target: {} }), 'an unknown key is refused');
  const targets = Object.entries(bundle().targets as Record<string, { default?: boolean }>);
  assert.deepEqual(
    targets.filter(([, target]) => target.default).map(([name]) => name),
    ['dev'],
  );
});

const skip = whyNoLakePython('databricks.bundles') ?? false;

test('The Databricks bundle has resources that the models of the published schema take', { skip }, () => {
  const check = (value: unknown) => spawnSync(lakePython, [CHECK], { input: JSON.stringify(value), encoding: 'utf8' });
  const { stdout, stderr } = check(resources());
  assert.equal(stderr, '');
  assert.deepEqual(JSON.parse(stdout), { found: { jobs: ['score_leads'], cluster_policies: ['batch'] } });
  const { jobs = {} } = resources();
  assert.match(check({ jobs: { job: { ...jobs.score_leads, shedule: {} } } }).stderr, /Unexpected field 'shedule'/);
});

test('The Databricks bundle refers only to variables, resources, clusters and parameters that it has', () => {
  const { variables, targets } = bundle();
  const found = resources();
  const known = new Set([
    ...Object.keys(variables).map((name) => `var.${name}`),
    ...Object.entries(found).flatMap(([kind, named]) =>
      Object.keys(named).map((name) => `resources.${kind}.${name}.id`),
    ),
    ...['bundle.name', 'bundle.target', 'workspace.file_path'],
  ]);
  const all = ['databricks.yml', ...FILES].map(read).join('\n');
  const references = [...all.matchAll(/\$\{([^}]+)\}/g)].map(([, name]) => name ?? '');
  assert.deepEqual(
    references.filter((name) => !known.has(name)),
    [],
  );
  for (const [name, { default: value }] of Object.entries(variables))
    for (const [target, settings] of Object.entries(targets))
      assert.ok(value ?? settings.variables?.[name], `${name} has a value in ${target}`);
  for (const job of Object.values(found.jobs ?? {})) {
    const clusters = job.job_clusters.map((cluster) => cluster.job_cluster_key);
    for (const task of job.tasks) assert.ok(clusters.includes(task.job_cluster_key));
    for (const [, name] of all.matchAll(/\{\{job\.parameters\.(\w+)\}\}/g))
      assert.ok(job.parameters.some((parameter) => parameter.name === name));
  }
});

test('The Databricks bundle starts the program with options that it has', () => {
  const source = read('score_leads.py');
  const tasks = Object.values(resources().jobs ?? {}).flatMap((job) => job.tasks);
  assert.ok(tasks.length > 0);
  for (const { spark_python_task: task } of tasks) {
    assert.equal(task.python_file, '../score_leads.py');
    const options = task.parameters.filter((each) => each.startsWith('--'));
    for (const option of options) assert.ok(source.includes(`add_argument("${option}"`), option);
    assert.ok(options.includes('--lake') && options.includes('--specification'));
  }
});
