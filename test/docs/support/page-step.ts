import { type DocumentNode, Kind, type OperationDefinitionNode, parse } from 'graphql';
import type { Block, MarkdownPage } from './markdown-page.ts';

/** GraphQL block of a page, with what surrounds it. */
export interface GraphqlStep {
  readonly kind: 'graphql';
  readonly line: number;
  readonly document: DocumentNode;
  readonly operations: readonly OperationDefinitionNode[];
  readonly variables: Readonly<Record<string, unknown>>;
  /** example of the answer, as the page shows it */
  readonly answer: { readonly data?: unknown } | undefined;
  /** code that the answer must have */
  readonly refused: string | undefined;
  /** subject of the token that it is sent with */
  readonly as: string | undefined;
  /** variables that come from earlier answers: name and path, such as `requestPromotion.id` */
  readonly from: ReadonlyMap<string, string>;
  /** reason for which a subscription has no event */
  readonly noEvent: string | undefined;
}

/** Shell block of a page. */
export interface ShellStep {
  readonly kind: 'shell';
  readonly line: number;
  readonly text: string;
  /** whether the platform must be stopped meanwhile, as its embedded database has one process */
  readonly isStopped: boolean;
  /** code that its output must have */
  readonly refused: string | undefined;
}

/** File that a page shows, and later blocks use. */
export interface FileStep {
  readonly kind: 'file';
  readonly line: number;
  readonly name: string;
  readonly text: string;
}

/** Something that a page does. */
export type PageStep = GraphqlStep | ShellStep | FileStep;

/** Languages of shell blocks. */
export const SHELL: readonly string[] = ['sh', 'bash', 'shell', 'console'];

/** Whether the page says why a block is not run: `<!-- not run: needs PostgreSQL -->`. */
export function isNotRun({ marks, info }: Block): boolean {
  return (marks.get('not run') ?? /not[ -]run[:=]\s*(\S.*)/.exec(info)?.[1] ?? '') !== '';
}

/** What a page does, in its order. @throws {RangeError} with the line of a block that is none */
export function pageSteps({ blocks }: MarkdownPage): PageStep[] {
  return blocks.flatMap((block, index): readonly PageStep[] => {
    if (isNotRun(block)) return [];
    if (block.language === 'graphql') return [graphqlStep(block, blocks.slice(index + 1))];
    const { line, text, marks } = block;
    if (SHELL.includes(block.language)) {
      const isStopped = marks.get('platform') === 'stopped';
      return [{ kind: 'shell', line, text, isStopped, refused: marks.get('refused') }];
    }
    const [, name] = /\btitle="?([\w.-]+\.\w+)"?/.exec(block.info) ?? [];
    return name ? [{ kind: 'file', line, name, text }] : [];
  });
}

function graphqlStep(block: Block, following: readonly Block[]): GraphqlStep {
  const { line, text, marks } = block;
  const document = at(line, () => parse(text));
  const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  const json: Block[] = [];
  for (const next of following) {
    if (next.language !== 'json') break;
    json.push(next);
  }
  const values = json.map((each) => ({ info: each.info, value: at(each.line, () => JSON.parse(each.text)) }));
  const names = operations.flatMap(({ variableDefinitions = [] }) =>
    variableDefinitions.map((v) => v.variable.name.value),
  );
  const areVariables = ({ info, value }: (typeof values)[number]): boolean =>
    info.includes('variables') || (names.length > 0 && Object.keys(value).every((name) => names.includes(name)));
  const variables = values.find(areVariables)?.value ?? {};
  const answer = values.find((each) => !areVariables(each) && 'data' in each.value)?.value;
  const pairs = (marks.get('variables') ?? '').split(',').flatMap((pair) => (pair.trim() ? [pair.split('=')] : []));
  const from = new Map(pairs.map(([name = '', path = '']) => [name.trim(), path.trim()]));
  const common = { kind: 'graphql', line, document, operations, variables, answer, from } as const;
  return { ...common, refused: marks.get('refused'), as: marks.get('as'), noEvent: marks.get('no event') };
}

function at<Value>(line: number, read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    throw new RangeError(`line ${line}: ${(error as Error).message}`, { cause: error });
  }
}
