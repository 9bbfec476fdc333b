import { type GraphQLFieldResolver, GraphQLScalarType } from 'graphql';
import { getMetadataStorage, type ResolversMap } from 'type-graphql';

type Resolve = GraphQLFieldResolver<unknown, unknown>;
type Metadata = ReturnType<typeof getMetadataStorage>;
type FieldMetadata = Metadata['fieldResolvers'][number];
type Parameter = NonNullable<FieldMetadata['params']>[number];
type ReadParameter = (...call: Parameters<Resolve>) => unknown;

/**
 * Lets fields of rows call the methods of their resolver classes directly.
 *
 * type-graphql collects parameters in several lists and looks for values to convert, for each field of each row. Methods
 * that take anything but their row, context, info and scalars stay with it.
 *
 * @param resolvers changed in place
 * @param instances of the resolver classes, by class
 */
export function callDirectly(resolvers: ResolversMap, instances: ReadonlyMap<unknown, object>): void {
  const metadata = getMetadataStorage();
  for (const field of metadata.fieldResolvers) {
    const instance = instances.get(field.target);
    const fields = resolvers[typeNameOf(field, metadata) ?? ''] as Record<string, unknown> | undefined;
    if (!instance || typeof fields?.[field.schemaName] !== 'function' || field.middlewares?.length) continue;
    const readers = readersOf(field);
    if (readers) fields[field.schemaName] = direct(instance, field.methodName, readers);
  }
}

function typeNameOf({ getObjectType }: FieldMetadata, { objectTypes }: Metadata): string | undefined {
  const target = getObjectType?.();
  return objectTypes.find((type) => type.target === target)?.name;
}

function direct(instance: object, methodName: string, readers: readonly ReadParameter[]): Resolve {
  const method = (instance as Record<string, (...values: readonly unknown[]) => unknown>)[methodName];
  if (!method) throw new TypeError(`${instance.constructor.name} has no method ${methodName}`);
  const [first, second, third, ...others] = readers;
  if (first && !second) return (row, args, context, info) => method.call(instance, first(row, args, context, info));
  if (first && second && third && others.length === 0)
    return (row, args, context, info) =>
      method.call(
        instance,
        first(row, args, context, info),
        second(row, args, context, info),
        third(row, args, context, info),
      );
  return (...call) =>
    method.apply(
      instance,
      readers.map((read) => read(...call)),
    );
}

/** @returns undefined where a parameter needs type-graphql */
function readersOf({ params = [] }: FieldMetadata): readonly ReadParameter[] | undefined {
  const readers = params.toSorted((a, b) => a.index - b.index).map(readerOf);
  return readers.every((read) => read !== undefined) ? readers : undefined;
}

function readerOf(parameter: Parameter): ReadParameter | undefined {
  switch (parameter.kind) {
    case 'root':
      return parameter.getType || parameter.propertyName ? undefined : (row) => row;
    case 'context':
      return parameter.propertyName ? undefined : (_row, _args, context) => context;
    case 'info':
      return (_row, _args, _context, info) => info;
    case 'arg': {
      const { name } = parameter;
      return isScalar(parameter.getType()) ? (_row, args) => args[name] : undefined;
    }
    default:
      return undefined;
  }
}

function isScalar(type: unknown): boolean {
  return type === String || type === Boolean || type instanceof GraphQLScalarType;
}
