import {
  type FieldNode,
  GraphQLError,
  type GraphQLField,
  getNamedType,
  isInterfaceType,
  isObjectType,
  valueFromASTUntyped,
} from 'graphql';
import type { ClientOperation } from '../operations/client-operation.ts';
import { selectedFields } from '../operations/selected-fields.ts';
import type { Supergraph } from '../supergraph/supergraph.ts';
import { isObject, type ResponseObject, readKey } from '../values/response-object.ts';
import type { Variables } from '../values/variable-coercion.ts';
import { CURSOR_KEY } from './resumption.ts';

/**
 * The root field of a subscription.
 *
 * It is resumable when it has an argument `after` and its type has a field `cursor`: then no event may be lost, and a
 * lost stream resumes at the last event. For any other subscription, only the newest event matters.
 */
export class SubscriptionRoot {
  /** name in the schema */
  readonly field: string;
  readonly isResumable: boolean;
  readonly #node: FieldNode;

  /** @returns undefined when the operation is not a subscription */
  static of(operation: ClientOperation, supergraph: Supergraph): SubscriptionRoot | undefined {
    const type = supergraph.apiSchema.getSubscriptionType();
    if (operation.definition.operation !== 'subscription' || !type) return undefined;
    const fields = selectedFields(supergraph.apiSchema, operation, type.name, [operation.definition.selectionSet]);
    const [[node] = []] = fields.values();
    const field = node && type.getFields()[node.name.value];
    if (!field) throw new RangeError('found a subscription without a field, expected a valid one');
    return new SubscriptionRoot(node, field);
  }

  private constructor(node: FieldNode, field: GraphQLField<unknown, unknown>) {
    const type = getNamedType(field.type);
    const hasCursor = (isObjectType(type) || isInterfaceType(type)) && 'cursor' in type.getFields();
    this.field = field.name;
    this.isResumable = hasCursor && field.args.some(({ name }) => name === 'after');
    this.#node = node;
  }

  /** The cursor that the client asked to start at; undefined when it gave none. */
  after(variables: Variables): unknown {
    const argument = this.#node.arguments?.find(({ name }) => name.value === 'after');
    return argument && valueFromASTUntyped(argument.value, variables);
  }

  /** The cursor of an event; undefined when it has none. */
  cursorOf(event: ResponseObject): unknown {
    // the outermost field is fetched under its own name: see `ResponseKeyAliases`
    const value = readKey(event, this.field);
    return isObject(value) ? readKey(value, CURSOR_KEY) : undefined;
  }

  /** Refusal of a subscription in an ordinary request. */
  transportRequired(): GraphQLError {
    const message = `${this.field}: found a subscription in an ordinary request, expected graphql-transport-ws or accept: text/event-stream`;
    return new GraphQLError(message, { extensions: { code: 'SUBSCRIPTION_TRANSPORT_REQUIRED' } });
  }
}
