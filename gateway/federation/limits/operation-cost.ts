import { GraphQLError } from 'graphql';
import type { ClientOperation } from '../operations/client-operation.ts';
import type { Variables } from '../values/variable-coercion.ts';
import { type CostModel, estimateCost } from './cost.ts';
import { limitExceeded } from './limits.ts';

/** Checks the cost of one operation for the variables of a request; returns the refusal, if any. */
export type CostCheck = (variables: Variables) => GraphQLError | undefined;

/**
 * Limit COST: estimates an operation once.
 *
 * @returns the check of each request; undefined when the cost depends on no variable
 * @throws {GraphQLError} when the operation costs too much whatever its variables
 */
export function limitCost(model: CostModel, operation: ClientOperation, maxCost: number): CostCheck | undefined {
  const cost = estimateCost(model, operation);
  if (typeof cost === 'number') {
    const refusal = checkCost(cost, maxCost);
    if (refusal) throw refusal;
    return undefined;
  }
  return (variables) => {
    try {
      return checkCost(cost(variables), maxCost);
    } catch (error) {
      if (error instanceof GraphQLError) return error;
      throw error;
    }
  };
}

function checkCost(found: number, maxCost: number): GraphQLError | undefined {
  return found > maxCost ? limitExceeded('COST', Math.min(found, Number.MAX_SAFE_INTEGER), maxCost) : undefined;
}
