import 'reflect-metadata';
import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { DateTime } from '../../../../platform/graphql/date-time.ts';
import { PageInfo } from '../../../../platform/graphql/page-info.ts';
import { requiresScopes } from '../../../../platform/graphql/type-access.ts';

const GUARD = requiresScopes('tokens:write');

@Directive(GUARD)
@ObjectType({
  simpleResolvers: true,
  description:
    'Token of a machine, such as a scraper or an integration. The token itself is shown once, when it is created.',
})
export class MachineToken {
  @Field(() => ID, { description: 'Id of the token; not secret.' })
  readonly id: string;

  @Field(() => String, {
    description: 'Name of the machine. Its subject in logs and in the audit log is `machine:` and this name.',
  })
  readonly name: string;

  @Field(() => [String], { description: 'Scopes of the token.' })
  readonly scopes: readonly string[];

  @Field(() => DateTime, { description: 'When it was created.' })
  readonly createdAt: number;

  @Field(() => String, { description: 'Subject of the person who created it.' })
  readonly createdBy: string;

  @Field(() => DateTime, { description: 'When it expires.' })
  readonly expiresAt: number;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Last use, to the hour: recorded at most once an hour. Null before the first.',
  })
  readonly lastUsedAt: number | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was revoked; null while it is not.' })
  readonly revokedAt: number | null;

  @Field(() => String, { nullable: true, description: 'Subject of the person who revoked it; null while it is not.' })
  readonly revokedBy: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Stated reason of the revocation; null while it is not revoked.',
  })
  readonly revokeReason: string | null;
}

@Directive(GUARD)
@ObjectType({ simpleResolvers: true, description: 'Result of `createMachineToken`.' })
export class CreateMachineTokenPayload {
  @Field(() => String, {
    description: 'The token, for `authorization: Bearer`. It is not stored, and never shown again.',
  })
  readonly token: string;

  @Field(() => MachineToken, { description: 'What is stored of it.' })
  readonly machineToken: MachineToken;
}

@Directive(GUARD)
@ObjectType({ simpleResolvers: true, description: 'Result of `revokeMachineToken`.' })
export class RevokeMachineTokenPayload {
  @Field(() => MachineToken, { description: 'The revoked token.' })
  readonly machineToken: MachineToken;
}

@Directive(GUARD)
@ObjectType({ simpleResolvers: true, description: 'Token of a machine with its cursor.' })
export class MachineTokenEdge {
  @Field(() => String, { description: 'Cursor of this token, for the argument `after`.' })
  readonly cursor: string;

  @Field(() => MachineToken, { description: 'The token.' })
  readonly node: MachineToken;
}

@Directive(GUARD)
@ObjectType({ simpleResolvers: true, description: 'Page of tokens of machines, the newest first.' })
export class MachineTokenConnection {
  @Field(() => [MachineTokenEdge], { description: 'Tokens of this page.' })
  readonly edges: readonly MachineTokenEdge[];

  @Field(() => PageInfo, { description: 'Position of this page in the list.' })
  readonly pageInfo: PageInfo;
}

@Directive('@inaccessible')
@ObjectType({ simpleResolvers: true, description: 'Valid token of a machine, for gateways.' })
export class ActiveMachineToken {
  @Field(() => ID, { description: 'Id of the token.' })
  readonly id: string;

  @Field(() => String, { description: 'SHA-256 of the token, hexadecimal.' })
  readonly digest: string;

  @Field(() => String, { description: 'Name of the machine.' })
  readonly name: string;

  @Field(() => [String], { description: 'Scopes of the token.' })
  readonly scopes: readonly string[];

  @Field(() => DateTime, { description: 'When it expires.' })
  readonly expiresAt: number;
}
