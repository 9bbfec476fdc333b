import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { createTokens } from '../../../gateway/auth/tokens.ts';
import { createPlatform, type Platform } from '../../../gateway/platform.ts';
import { readConfig } from '../../../platform/config/config.ts';
import { createLogger } from '../../../platform/logger.ts';
import { DAY_MS } from '../../../platform/time.ts';
import { onEachDatabase } from '../../support/database/databases.ts';

const CREATE = `mutation ($name: String!, $scopes: [String!]!, $expiresAt: DateTime!) {
  createMachineToken(name: $name, scopes: $scopes, expiresAt: $expiresAt, reason: "a test") {
    token machineToken { id name scopes createdBy lastUsedAt }
  }
}`;
const REVOKE = 'mutation ($id: ID!) { revokeMachineToken(id: $id, reason: "leaked") { machineToken { revokedBy } } }';
const LIST = '{ machineTokens { edges { node { id name } } } }';

interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: the fields differ by operation
  readonly data?: any;
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
}

onEachDatabase((kind, open) => {
  describe(`tokens of machines on ${kind}`, () => {
    let platform: Platform;
    let close: () => Promise<void>;
    let address: string;
    let admin: string;
    let clerk: string;

    before(async () => {
      const { database, close: closeDatabase } = await open('leads', 'scores', 'models', 'monitoring');
      const dataDir = await mkdtemp(join(tmpdir(), 'lead-scoring-tokens-'));
      const config = readConfig({ DEMO: 'false', DATA_DIR: dataDir });
      platform = await createPlatform({
        config,
        log: createLogger('silent'),
        database: { ...database, close: async () => undefined },
        progress: () => undefined,
      });
      address = await platform.server.listen({ host: '127.0.0.1', port: 0 });
      admin = await platform.mintAdminToken();
      close = async () => {
        await platform.close();
        await closeDatabase();
        await rm(dataDir, { recursive: true });
      };
      const tokens = await createTokens({ dataDir });
      clerk = await tokens.sign('clerk', ['tokens:write', 'leads:read'], DAY_MS);
    });
    after(() => close());

    const ask = async (token: string, query: string, variables: object = {}): Promise<Answer> => {
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
      const body = JSON.stringify({ query, variables });
      return (await fetch(`${address}/graphql`, { method: 'POST', headers, body })).json() as Promise<Answer>;
    };
    const create = async (scopes: readonly string[], more: object = {}, token = admin) =>
      ask(token, CREATE, { name: 'prometheus', scopes, expiresAt: new Date(Date.now() + DAY_MS), ...more });
    const scrape = async (token: string): Promise<number> =>
      (await fetch(`${address}/metrics`, { headers: { authorization: `Bearer ${token}` } })).status;

    it('a token with only the right to metrics reads metrics and nothing else, at once', async () => {
      const { data } = await create(['metrics:read']);
      const { token, machineToken } = data.createMachineToken;
      assert.deepEqual([machineToken.createdBy, machineToken.lastUsedAt], ['admin', null]);
      assert.equal(await scrape(token), 200);
      const refused = await ask(token, '{ leads(first: 1) { totalCount } machineTokens { edges { node { id } } } }');
      assert.deepEqual(new Set(refused.errors?.map(({ extensions }) => extensions.code)), new Set(['FORBIDDEN']));
    });

    it('a token is refused within 5 seconds of its revocation, and its open subscription ends', async () => {
      const { data } = await create(['monitoring:read']);
      const { token, machineToken } = data.createMachineToken;
      assert.equal(await scrape(token), 200);
      const stream = await fetch(`${address}/graphql`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, accept: 'text/event-stream', 'content-type': 'application/json' },
        body: JSON.stringify({ query: 'subscription { alertChanged { cursor } }' }),
      });
      const ended = stream.text();
      const { data: revoked } = await ask(admin, REVOKE, { id: machineToken.id });
      assert.equal(revoked.revokeMachineToken.machineToken.revokedBy, 'admin');
      const deadline = performance.now() + 5_000;
      let status = 200;
      for (; status === 200 && performance.now() < deadline; await sleep(50)) status = await scrape(token);
      assert.equal(status, 401);
      assert.match(await ended, /token: revoked/);
      const { data: left } = await ask(admin, LIST);
      const ids = left.machineTokens.edges.map(({ node }: { node: { id: string } }) => node.id);
      assert.equal(ids.includes(machineToken.id), false);
    });

    it('a token cannot have a scope that its creator lacks, that only people can have, or an end out of bounds', async () => {
      const faultOf = ({ errors }: Answer) => errors?.[0]?.extensions.code;
      const { data } = await create(['leads:read'], {}, clerk);
      const machine: string = data.createMachineToken.token;
      assert.equal(faultOf(await create(['leads:read', 'leads:pii'], {}, clerk)), 'FORBIDDEN');
      assert.equal(faultOf(await create(['leads:read'], {}, machine)), 'FORBIDDEN');
      for (const scope of ['tokens:write', 'models:approve', 'everything'])
        assert.equal(faultOf(await create([scope])), 'VALIDATION_FAILED', scope);
      for (const [name, value] of [
        ['name', 'No Machine'],
        ['scopes', []],
        ['expiresAt', new Date(Date.now() - 1)],
        ['expiresAt', new Date(Date.now() + 731 * DAY_MS)],
      ] as const)
        assert.equal(faultOf(await create(['leads:read'], { [name]: value })), 'VALIDATION_FAILED', name);
    });

    it('creations, revocations and refusals are in the audit log, without the token', async () => {
      const { data } = await ask(admin, '{ auditEvents { edges { node { action outcome reason after } } } }');
      const events = data.auditEvents.edges.map(({ node }: { node: object }) => node);
      const said = new Set(events.map(({ action, outcome }: Record<string, string>) => `${action} ${outcome}`));
      assert.deepEqual(
        said,
        new Set(['CREATE_MACHINE_TOKEN APPLIED', 'CREATE_MACHINE_TOKEN REFUSED', 'REVOKE_MACHINE_TOKEN APPLIED']),
      );
      assert.doesNotMatch(JSON.stringify(events), /lsm_/);
    });

    it('clients see nothing of the list that gateways read', async () => {
      const { errors } = await ask(admin, '{ activeMachineTokens { digest } }');
      assert.equal(errors?.[0]?.extensions.code, 'GRAPHQL_VALIDATION_FAILED');
      assert.equal(await scrape('lsm_made-up'), 401);
    });
  });
});
