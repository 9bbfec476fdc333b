import 'reflect-metadata';
import { Arg, Ctx, Directive, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import { readConnection } from '../../../platform/graphql/connection.ts';
import { DateTime } from '../../../platform/graphql/date-time.ts';
import type { SubgraphContext } from '../../../platform/identity/identity.ts';
import type { AuditDeps } from '../audit/audited.ts';
import { authorship } from '../audit/authorship.ts';
import { createMachineToken } from '../machine-tokens/create-machine-token.ts';
import {
  listActiveMachineTokens,
  listMachineTokens,
  type MachineTokenRow,
  recordUses,
} from '../machine-tokens/machine-token-store.ts';
import { revokeMachineToken } from '../machine-tokens/revoke-machine-token.ts';
import type { Db } from '../versions/store/version-store.ts';
import {
  ActiveMachineToken,
  CreateMachineTokenPayload,
  type MachineToken,
  MachineTokenConnection,
  RevokeMachineTokenPayload,
} from './types/machine-token.ts';

const REASON = 'Reason for the change, 1 to 1,000 characters; stored in the audit log.';

/** Resolvers of the tokens of machines. */
@Resolver()
export class MachineTokenResolver {
  readonly #db: Db;
  readonly #deps: Omit<AuditDeps, 'outlet'>;

  constructor(db: Db, deps: Omit<AuditDeps, 'outlet'>) {
    this.#db = db;
    this.#deps = deps;
  }

  @Directive('@requiresScopes(scopes: [["tokens:write"]])')
  @Mutation(() => CreateMachineTokenPayload, {
    nullable: true,
    description: 'Creates a long-lived token for a machine. It is shown once: only its SHA-256 is stored.',
  })
  async createMachineToken(
    @Arg('name', () => String, {
      description:
        'Name of the machine, such as prometheus: letters a–z, digits and hyphens, 60 at most. Several tokens can share it.',
    })
    name: string,
    @Arg('scopes', () => [String], {
      description:
        'Scopes of the token, all of which your own token has. tokens:write and models:approve are for people only.',
    })
    scopes: string[],
    @Arg('expiresAt', () => DateTime, {
      nullable: true,
      description: 'When it expires, at most 730 days from now; by default in 365 days.',
    })
    expiresAt: number | null | undefined,
    @Arg('reason', () => String, { description: REASON }) reason: string,
    @Ctx() context: SubgraphContext,
  ): Promise<CreateMachineTokenPayload> {
    const request = { name, scopes, expiresAt: expiresAt ?? undefined, heldScopes: context.identity.scopes };
    const { token, row } = await createMachineToken(this.#deps, request, authorship(context, reason));
    return { token, machineToken: present(row) };
  }

  @Directive('@requiresScopes(scopes: [["tokens:write"]])')
  @Mutation(() => RevokeMachineTokenPayload, {
    nullable: true,
    description:
      'Revokes a token of a machine: within 5 seconds every gateway refuses it, and ends its open subscriptions.',
  })
  async revokeMachineToken(
    @Arg('id', () => ID, { description: 'Id of the token.' }) id: string,
    @Arg('reason', () => String, { description: REASON }) reason: string,
    @Ctx() context: SubgraphContext,
  ): Promise<RevokeMachineTokenPayload> {
    return { machineToken: present(await revokeMachineToken(this.#deps, id, authorship(context, reason))) };
  }

  @Directive('@requiresScopes(scopes: [["tokens:write"]])')
  @Query(() => MachineTokenConnection, { nullable: true, description: 'Tokens of machines, the newest first.' })
  async machineTokens(
    @Arg('includeEnded', () => Boolean, {
      defaultValue: false,
      description: 'Whether tokens that have expired or were revoked are included.',
    })
    includeEnded: boolean,
    @Arg('first', () => Int, { defaultValue: 50, description: 'Number of tokens, 1 to 200.' }) first: number,
    @Arg('after', () => String, {
      nullable: true,
      description: 'Cursor of a token; the page continues with the tokens created before it.',
    })
    after: string | null | undefined,
  ): Promise<MachineTokenConnection> {
    const endedBefore = includeEnded ? 0 : this.#deps.clock();
    const read = (count: number, below: number | null) => listMachineTokens(this.#db, endedBefore, count, below);
    return readConnection({ list: 'machineTokens', first, after }, read, present);
  }

  @Directive('@inaccessible')
  @Query(() => [ActiveMachineToken], { description: 'Valid tokens of machines, for gateways.' })
  async activeMachineTokens(): Promise<readonly ActiveMachineToken[]> {
    const tokens = await listActiveMachineTokens(this.#db, this.#deps.clock());
    return tokens.map(({ id, expires_at: expiresAt, ...token }) => ({ ...token, id: String(id), expiresAt }));
  }

  @Directive('@inaccessible')
  @Mutation(() => Boolean, { description: 'Records that tokens of machines were used, for gateways.' })
  async recordMachineTokenUses(
    @Arg('ids', () => [ID], { description: 'Ids of the tokens.' }) ids: string[],
  ): Promise<boolean> {
    await recordUses(this.#db, ids.map(Number), this.#deps.clock());
    return true;
  }
}

function present(row: MachineTokenRow): MachineToken {
  return {
    id: String(row.id),
    name: row.name,
    scopes: row.scopes,
    createdAt: row.created_at,
    createdBy: row.created_by,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
    revokedAt: row.revoked_at,
    revokedBy: row.revoked_by,
    revokeReason: row.revoke_reason,
  };
}
