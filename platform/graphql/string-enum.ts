/** An enum object for GraphQL from a list of names: each value equals its name. */
export function stringEnum<Name extends string>(names: readonly Name[]): { [Each in Name]: Each } {
  return Object.fromEntries(names.map((name) => [name, name])) as { [Each in Name]: Each };
}
