import { type GraphQLField, type GraphQLSchema, isAbstractType, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import type { AccessRequirement, AccessRules } from '../supergraph/access-rules.ts';
import { type Denial, denialOf, isSatisfied, type Requester } from './authorization.ts';
import { asDocument, type ClientOperation } from './client-operation.ts';

/** Says why a field is not to be shown, if it is not. */
export type FieldDenial = (parentType: string, field: GraphQLField<unknown, unknown>) => Denial | undefined;

/**
 * The rights on which the answer to one operation depends. Whoever holds the same of them gets the same plan.
 */
export class OperationAccess {
  /** names of the policies among these rights; empty for most operations */
  readonly policies: readonly string[];
  /** somebody who holds all of these rights */
  readonly holderOfAll: Requester;
  readonly #rules: AccessRules;
  readonly #rights: readonly AccessRequirement[];

  constructor(schema: GraphQLSchema, operation: ClientOperation, rules: AccessRules) {
    this.#rules = rules;
    this.#rights = requirementsIn(schema, operation, rules);
    this.policies = [...new Set(this.#rights.flatMap(({ policies = [] }) => policies.flat()))];
    const scopes = this.#rights.flatMap((right) => right.scopes?.flat() ?? []);
    this.holderOfAll = {
      identity: { subject: 'holder of all', scopes },
      policies: new Set(this.policies),
    };
  }

  /** Equal for requesters that hold the same of these rights; empty when the operation asks for none. */
  satisfiedKey(requester: Requester): string {
    let key = '';
    for (const right of this.#rights) key += isSatisfied(right, requester) ? '1' : '0';
    return key;
  }

  /** What an requester, and every other with the same key, is denied. */
  denialsFor(requester: Requester): FieldDenial {
    const missing = new Set(this.#rights.filter((right) => !isSatisfied(right, requester)));
    return (parentType, field) => {
      const right = this.#rules.requirementsOf(parentType, field).find((needed) => missing.has(needed));
      return right && denialOf(right, `${parentType}.${field.name}`, requester);
    };
  }
}

function requirementsIn(schema: GraphQLSchema, operation: ClientOperation, rules: AccessRules): AccessRequirement[] {
  const rights = new Set<AccessRequirement>();
  const info = new TypeInfo(schema);
  const collect = (parentType: string, field: GraphQLField<unknown, unknown>): void => {
    for (const right of rules.requirementsOf(parentType, field)) rights.add(right);
  };
  const enter = (): void => {
    const parentType = info.getParentType();
    const field = info.getFieldDef();
    if (!parentType || !field) return;
    collect(parentType.name, field);
    if (!isAbstractType(parentType)) return;
    // an implementing type may ask for more than its interface does
    for (const type of schema.getPossibleTypes(parentType)) {
      const own = type.getFields()[field.name];
      if (own) collect(type.name, own);
    }
  };
  visit(asDocument(operation), visitWithTypeInfo(info, { Field: enter }));
  return [...rights];
}
