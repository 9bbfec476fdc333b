import { type GraphQLField, type GraphQLSchema, isAbstractType, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import type { AccessRequirement, AccessRules } from '../supergraph/access-rules.ts';
import { type Denial, denialOf, isSatisfied, type Requester } from './authorization.ts';
import { asDocument, type ClientOperation } from './client-operation.ts';

/** Reason why a field is denied to a requester; undefined when it is not. */
export type FieldDenial = (parentType: string, field: GraphQLField<unknown, unknown>) => Denial | undefined;

/**
 * Access requirements that determine the response to one operation. Requesters that satisfy the same ones share a plan.
 */
export class OperationAccess {
  /** names of the policies among the requirements; empty for most operations */
  readonly policies: readonly string[];
  /** a requester that satisfies all of the requirements */
  readonly holderOfAll: Requester;
  readonly #rules: AccessRules;
  readonly #requirements: readonly AccessRequirement[];

  constructor(schema: GraphQLSchema, operation: ClientOperation, rules: AccessRules) {
    this.#rules = rules;
    this.#requirements = requirementsIn(schema, operation, rules);
    this.policies = [...new Set(this.#requirements.flatMap(({ policies = [] }) => policies.flat()))];
    const scopes = this.#requirements.flatMap((requirement) => requirement.scopes?.flat() ?? []);
    this.holderOfAll = {
      identity: { subject: 'holder of all', scopes },
      policies: new Set(this.policies),
    };
  }

  /** Equal for requesters that satisfy the same requirements; empty when the operation has none. */
  satisfiedKey(requester: Requester): string {
    let key = '';
    for (const requirement of this.#requirements) key += isSatisfied(requirement, requester) ? '1' : '0';
    return key;
  }

  /** Denials of a requester, and of any other with the same key. */
  denialsFor(requester: Requester): FieldDenial {
    const missing = new Set(this.#requirements.filter((requirement) => !isSatisfied(requirement, requester)));
    return (parentType, field) => {
      const requirement = this.#rules.requirementsOf(parentType, field).find((needed) => missing.has(needed));
      return requirement && denialOf(requirement, `${parentType}.${field.name}`, requester);
    };
  }
}

function requirementsIn(schema: GraphQLSchema, operation: ClientOperation, rules: AccessRules): AccessRequirement[] {
  const requirements = new Set<AccessRequirement>();
  const info = new TypeInfo(schema);
  const collect = (parentType: string, field: GraphQLField<unknown, unknown>): void => {
    for (const requirement of rules.requirementsOf(parentType, field)) requirements.add(requirement);
  };
  const enter = (): void => {
    const parentType = info.getParentType();
    const field = info.getFieldDef();
    if (!parentType || !field) return;
    collect(parentType.name, field);
    if (!isAbstractType(parentType)) return;
    // an implementing type may require more than its interface
    for (const type of schema.getPossibleTypes(parentType)) {
      const own = type.getFields()[field.name];
      if (own) collect(type.name, own);
    }
  };
  visit(asDocument(operation), visitWithTypeInfo(info, { Field: enter }));
  return [...requirements];
}
