import assert from 'node:assert/strict';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Writable } from 'node:stream';
import { after, before, beforeEach, describe, test } from 'node:test';
import { pino } from 'pino';
import type { MlflowConfig } from '../../../../platform/config/mlflow-config.ts';
import { MlflowClient } from '../../../../subgraphs/models/mlflow/client/mlflow-client.ts';
import { MlflowFollower } from '../../../../subgraphs/models/mlflow/mlflow-follower.ts';
import { getSync } from '../../../../subgraphs/models/mlflow/store/sync-store.ts';
import { syncRegistry } from '../../../../subgraphs/models/mlflow/sync/sync-registry.ts';
import { onEachDatabase } from '../../../support/database/databases.ts';
import { FakeMlflow, mlModelOf } from '../../../support/mlflow/fake-mlflow.ts';
import { BYTES, codeOf, ModelsBench } from '../../../support/models/models-bench.ts';

const BY = { by: 'ann', reason: 'test' };
const LIMIT = 10_000;
const SYNC = `mutation { syncRegistry { imported { model version } updated { subject value }
  skipped { model mlflowVersion code reason } } }`;
const STATE = '{ registrySync { state lastErrorCode lastSyncedAt failingSince } }';

const status =
  (code: number, text: string, headers: Record<string, string> = {}) =>
  (_request: IncomingMessage, response: ServerResponse) => {
    response.writeHead(code, headers).end(text);
  };
const hang = (): void => undefined;

onEachDatabase((kind, open) => {
  describe(`the sync with an MLflow server that misbehaves on ${kind}`, () => {
    let fake: FakeMlflow;
    let bench: ModelsBench;
    let lines: { readonly msg: string }[] = [];
    let client: MlflowClient;
    before(async () => {
      fake = await FakeMlflow.start();
      bench = await ModelsBench.open(open, { mlflow: configOf(fake.url), log });
      client = new MlflowClient(configOf(fake.url));
    });
    beforeEach(() => {
      fake.models.clear();
      fake.requests.length = 0;
      lines = [];
    });
    after(async () => {
      await bench.close();
      await client.close();
      await fake.close();
    });

    const log = pino(
      new Writable({
        write: (chunk, _encoding, done) => {
          lines.push(JSON.parse(String(chunk)));
          done();
        },
      }),
    );
    const follower = (database = bench.database, changes: Partial<MlflowConfig> = {}) =>
      new MlflowFollower({
        database,
        log,
        clock: () => bench.now,
        registry: bench.models.registry,
        artifactLimitBytes: LIMIT,
        config: { ...configOf(fake.url), ...changes },
      });
    /** one sync, as in a poll */
    const poll = ({ db, models: { registry } } = bench) =>
      syncRegistry(
        {
          db,
          client,
          registry,
          artifactLimitBytes: LIMIT,
          log,
          clock: () => bench.now,
          models: [],
          modelNames: new Map(),
          aliasMoves: 'write-back',
        },
        { authorship: { by: 'mlflow', reason: 'found in MLflow' }, isRetry: false },
      );
    const versions = async (model: string): Promise<number[]> => {
      const { data } = await bench.ask(`{ model(name: "${model}") { versions { version } } }`);
      return (data.model?.versions ?? []).map(({ version }: { version: number }) => version);
    };

    for (const [title, handler, code] of [
      ['a status of 500', status(500, 'oops'), 'MLFLOW_UNAVAILABLE'],
      ['a page of HTML', status(200, '<html>Sign in</html>'), 'MLFLOW_RESPONSE_INVALID'],
      ['JSON of another form', status(200, '{"registered_models": 7}'), 'MLFLOW_RESPONSE_INVALID'],
      ['a redirect', status(302, '', { location: 'http://192.0.2.1/' }), 'MLFLOW_RESPONSE_INVALID'],
      ['a refusal', status(401, 'who are you?'), 'MLFLOW_REFUSED'],
      ['nothing', hang, 'MLFLOW_TIMEOUT'],
      ['a cut connection', (request: IncomingMessage) => request.socket.destroy(), 'MLFLOW_UNAVAILABLE'],
    ] as const)
      test(`${title} for the list of models fails the sync with ${code}, and the next sync recovers`, async () => {
        fake.misbehave('registered-models', handler);
        assert.equal(codeOf(await bench.ask(SYNC)), code);
        const { data: failing } = await bench.ask(STATE);
        assert.deepEqual([failing.registrySync.state, failing.registrySync.lastErrorCode], ['FAILING', code]);
        fake.misbehave('registered-models', undefined);
        assert.equal(codeOf(await bench.ask(SYNC)), undefined);
        const { data: healed } = await bench.ask(STATE);
        assert.deepEqual(healed.registrySync, {
          state: 'FOLLOWING',
          lastErrorCode: null,
          lastSyncedAt: new Date(bench.now).toISOString(),
          failingSince: null,
        });
      });

    test('An outage blocks no promotion, is logged once, and pending writes follow', async () => {
      fake.models.set(
        'outage',
        [1, 2].map((version) => ({ version, mlModel: mlModelOf(), bytes: BYTES })),
      );
      const following = follower();
      await following.syncNow(BY);
      fake.misbehave('/', status(503, ''));
      const { data, errors } = await bench.change('promoteModelVersion', 'outage', 1);
      assert.deepEqual([data.promoteModelVersion, errors], [{ stage: 'PRODUCTION' }, undefined]);
      for (let looks = 0; looks < 3; looks++)
        await assert.rejects(following.syncNow(BY), { code: 'MLFLOW_UNAVAILABLE' });
      fake.misbehave('/', undefined);
      await following.syncNow(BY);
      assert.equal(fake.aliases.get('outage@champion'), '1');
      const about = lines.map(({ msg }) => msg).filter((msg) => /^MLflow sync /.test(msg));
      assert.deepEqual(about, ['MLflow sync failed; retrying', 'MLflow sync recovered']);
      await following.close();
    });

    test('A failed write is retried, and blocks nothing else', async () => {
      fake.models.set('unwritable', [{ version: 1, mlModel: mlModelOf(), bytes: BYTES }]);
      // a registry without a sync of its own, which would write after a promotion before these syncs
      const unfollowed = await ModelsBench.open(open);
      await poll(unfollowed);
      await unfollowed.models.registry.promote({ model: 'unwritable', version: 1 }, BY);
      fake.misbehave('alias', status(500, ''));
      const { failure, report } = await poll(unfollowed);
      assert.equal(failure?.code, 'MLFLOW_UNAVAILABLE');
      assert.deepEqual(report.updated, [{ name: 'unwritable', subject: 'stage of 1', value: 'Production' }]);
      fake.misbehave('alias', undefined);
      const { report: healed } = await poll(unfollowed);
      assert.deepEqual(healed.updated, [{ name: 'unwritable', subject: 'champion', value: '1' }]);
      assert.deepEqual((await poll(unfollowed)).report.updated, []);
      await unfollowed.close();
    });

    test('Aliases are written soon after a promotion, without a poll', async () => {
      fake.models.set('prompt', [{ version: 1, mlModel: mlModelOf(), bytes: BYTES }]);
      const following = follower();
      await following.syncNow(BY);
      const written = fake.nextWrite();
      await bench.models.registry.promote({ model: 'prompt', version: 1 }, BY);
      await written;
      assert.equal(fake.aliases.get('prompt@champion'), '1');
      await following.close();
    });

    for (const [title, part, handler, code] of [
      ['fails', 'artifacts/0/files/1/model.onnx', status(500, ''), 'MLFLOW_UNAVAILABLE'],
      ['does not come to its end', 'artifacts/0/files/1/model.onnx', begin, 'MLFLOW_TIMEOUT'],
      ['is not there', 'artifacts/0/files/1/MLmodel', status(404, 'gone'), 'MLFLOW_NOT_FOUND'],
    ] as const)
      test(`A file that ${title} skips its version until the next sync, and no other`, async () => {
        const model = `files`;
        const second = { version: 2, mlModel: mlModelOf(), bytes: BYTES };
        fake.models.set(model, [{ ...second, version: 1 }, second]);
        fake.misbehave(part, handler);
        const { report } = await poll();
        assert.deepEqual(
          report.skipped.map(({ version, code: found }) => [version, found]),
          [[1, code]],
        );
        assert.ok((await versions(model)).includes(2) && !(await versions(model)).includes(1));
        fake.misbehave(part, undefined);
      });

    for (const [title, version, code] of [
      ['a file over the limit', { bytes: Buffer.alloc(LIMIT + 1) }, 'ARTIFACT_TOO_LARGE'],
      ['a file that is no ONNX model', { bytes: Buffer.from('no model') }, 'ARTIFACT_INVALID'],
      ['an MLmodel that is no YAML', { mlModel: '{' }, 'MLFLOW_VERSION_UNUSABLE'],
      ['another flavour', { mlModel: 'flavors: {sklearn: {}}' }, 'MLFLOW_VERSION_UNUSABLE'],
      ['a path that leads up', { mlModel: mlModelOf('../../1/model.onnx') }, 'MLFLOW_VERSION_UNUSABLE'],
      ['a path that is absolute', { mlModel: mlModelOf('/etc/passwd') }, 'MLFLOW_VERSION_UNUSABLE'],
      ['artifacts of another store', { artifactUri: 's3://bucket/model' }, 'MLFLOW_VERSION_UNUSABLE'],
      ['artifacts of another server', { artifactUri: 'mlflow-artifacts://192.0.2.1/0' }, 'MLFLOW_VERSION_UNUSABLE'],
      ['a registration that is not over', { status: 'PENDING_REGISTRATION' }, 'MLFLOW_VERSION_UNUSABLE'],
      ['a tag that is no JSON', { tags: { 'lead_scoring.calibration': 'PLATT' } }, 'MLFLOW_VERSION_UNUSABLE'],
      ['a calibration that is none', { tags: { 'lead_scoring.calibration': '{}' } }, 'VALIDATION_FAILED'],
    ] as const)
      test(`A version with ${title} is skipped, and not fetched again while it is unchanged`, async () => {
        const model = title.replaceAll(' ', '-');
        const good = { version: 1, mlModel: mlModelOf(), bytes: BYTES };
        fake.models.set(model, [{ ...good, ...version }]);
        assert.deepEqual(
          (await poll()).report.skipped.map(({ code: found }) => found),
          [code],
        );
        fake.requests.length = 0;
        assert.deepEqual(
          (await poll()).report.skipped.map(({ code: found }) => found),
          [code],
        );
        assert.ok(
          !fake.requests.some((request) => /mlflow-artifacts\/|download-uri/.test(request)),
          'it was fetched again',
        );
        assert.deepEqual(await versions(model), []);
      });

    test('A version that could not be imported is retried once it changed', async () => {
      const good = { version: 1, mlModel: mlModelOf(), bytes: BYTES };
      fake.models.set('pending', [{ ...good, status: 'PENDING_REGISTRATION' }]);
      fake.models.set('mended', [{ ...good, mlModel: '{' }]);
      assert.equal((await poll()).report.imported.length, 0);
      fake.models.set('pending', [good]);
      fake.models.set('mended', [{ ...good, tags: { mended: 'yes' } }]);
      assert.deepEqual((await poll()).report.imported.map(({ model }) => model).sort(), ['mended', 'pending']);
    });

    test('An invalid path is never requested', () => {
      assert.ok(!fake.requests.some((request) => request.includes('..')));
    });

    test('The second of two replicas that sync at once waits for the other, or is refused', async () => {
      const other = await bench.openAgain();
      fake.models.set(
        'twice',
        [1, 2].map((version) => ({ version, mlModel: mlModelOf(), bytes: BYTES })),
      );
      const followers = [follower(), follower(other ?? bench.database)];
      const looks = await Promise.allSettled(followers.map((each) => each.syncNow(BY)));
      const imported = looks.flatMap((look) => (look.status === 'fulfilled' ? look.value.imported : []));
      assert.deepEqual(imported.map(({ version }) => version).sort(), [1, 2]);
      for (const look of looks) if (look.status === 'rejected') assert.equal(look.reason.code, 'MLFLOW_SYNC_RUNNING');
      await Promise.all(followers.map((each) => each.close()));
      await other?.close();
    });

    test('A version is imported once and completely, even by two concurrent syncs', async () => {
      fake.models.set('raced', [{ version: 1, mlModel: mlModelOf(), bytes: BYTES }]);
      const [first, second] = await Promise.all([poll(), poll()]);
      assert.equal(first.report.imported.length + second.report.imported.length, 1);
      assert.deepEqual(
        [...first.report.skipped, ...second.report.skipped].map(({ code }) => code),
        ['MODEL_VERSION_EXISTS'],
      );
      assert.deepEqual(await versions('raced'), [1]);
    });

    test('Credentials are sent to the server', async () => {
      const following = follower(bench.database, { authorization: 'Bearer secret' });
      await following.syncNow(BY);
      assert.ok(fake.authorizations.has('Bearer secret'));
      await following.close();
    });

    test('Closing aborts a sync in progress, without recording an outage', async () => {
      const following = follower(bench.database, { timeoutMs: 60_000 });
      fake.misbehave('registered-models', hang);
      const looking = assert.rejects(following.syncNow(BY));
      await following.close();
      await looking;
      fake.misbehave('registered-models', undefined);
      assert.equal((await getSync(bench.db)).failing_since, null);
    });
  });

  test(`Requests without a configured server are refused, on ${kind}`, async () => {
    const bench = await ModelsBench.open(open);
    assert.equal(codeOf(await bench.ask(SYNC)), 'MLFLOW_NOT_CONFIGURED');
    const mlflowVersion = { name: 'any', version: 1 };
    assert.equal(codeOf(await bench.register({ artifactBase64: null, mlflowVersion })), 'MLFLOW_NOT_CONFIGURED');
    const { data } = await bench.ask(`{ registrySync { state } auditEvents { edges { node { model code } } } }`);
    assert.equal(data.registrySync.state, 'OFF');
    assert.deepEqual(data.auditEvents.edges, [{ node: { model: 'any', code: 'MLFLOW_NOT_CONFIGURED' } }]);
    await bench.close();
  });
});

/** Sends the first bytes of a long response, and no more. */
function begin(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, { 'content-length': 1_000 }).write('first');
}

function configOf(trackingUri: string): MlflowConfig {
  // a poll interval that never ends in the test
  const rarely = { pollMs: 3_600_000, timeoutMs: 1_000 };
  return {
    trackingUri,
    authorization: undefined,
    models: [],
    modelNames: new Map(),
    aliasMoves: 'write-back',
    ...rarely,
  };
}
