import { composeServices } from '@apollo/composition';
import { composeServices as composeElsewhere } from '@theguild/federation-composition';
import { type DefinitionNode, parse, print, printSchema } from 'graphql';
import { buildApiSchema } from '../gateway/federation/supergraph/api-schema.ts';

/** The files of this folder, by name without extension. */
export type SchemaFiles = ReadonlyMap<string, string>;

/**
 * Composes subgraphs into the supergraph and the schema that clients see.
 *
 * @param subgraphs SDL by subgraph name
 * @throws {Error} with everything that keeps the subgraphs from fitting together
 */
export function compose(subgraphs: ReadonlyMap<string, string>): { supergraph: string; api: string } {
  const { errors, supergraphSdl } = composeServices(servicesOf(subgraphs));
  if (errors) throw new Error(`the subgraphs do not compose:\n${errors.map(({ message }) => message).join('\n')}`);
  const supergraph = normalise(supergraphSdl);
  return { supergraph, api: `${printSchema(buildApiSchema(parse(supergraph)))}\n` };
}

/**
 * Composes the same subgraphs with a second, independent implementation.
 *
 * @returns what it says otherwise: its errors, or the definitions it composes differently; empty when both agree
 */
export function secondOpinion(subgraphs: ReadonlyMap<string, string>, supergraph: string): readonly string[] {
  const result = composeElsewhere(servicesOf(subgraphs));
  if (!result.supergraphSdl) return (result.errors ?? []).map(({ message }) => message);
  const ours = definitionsOf(supergraph);
  const theirs = definitionsOf(result.supergraphSdl);
  const names = new Set([...ours.keys(), ...theirs.keys()]);
  return [...names].filter((name) => ours.get(name) !== theirs.get(name)).sort();
}

function servicesOf(subgraphs: ReadonlyMap<string, string>) {
  // in this process unless configured otherwise, so the supergraph names no address
  return [...subgraphs].map(([name, sdl]) => ({ name, typeDefs: parse(sdl), url: '' }));
}

/** One spelling for one meaning, so that a diff of the file shows changes of the graph only. */
function normalise(sdl: string): string {
  return `${print(parse(sdl, { noLocation: true }))}\n`;
}

/** Definitions by name, with everything whose order means nothing in one order, and without descriptions. */
function definitionsOf(sdl: string): ReadonlyMap<string, string> {
  return new Map(parse(sdl, { noLocation: true }).definitions.map((node) => [nameOf(node), canonical(node)]));
}

function nameOf(node: DefinitionNode): string {
  return 'name' in node && node.name ? node.name.value : node.kind;
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).sort().join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? '';
  const entries = Object.entries(value).filter(
    ([key, part]) => key !== 'description' && key !== 'block' && !isEmpty(part),
  );
  return `{${entries
    .map(([key, part]) => `${key}:${canonical(part)}`)
    .sort()
    .join()}}`;
}

function isEmpty(value: unknown): boolean {
  return value === undefined || (Array.isArray(value) && value.length === 0);
}
