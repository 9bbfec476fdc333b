/** An error of the graph, as the gateway sends it. */
export interface GraphFault {
  readonly message: string;
  readonly code: string;
  /** of the field, such as `lead.email`; empty for the whole request */
  readonly path: string;
  /** facts about it, as the gateway sends them */
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** Codes of faults that are found in the page rather than by the gateway. */
export const PAGE_CODES = {
  /** no answer: the network or the server is away */
  unreachable: 'UNREACHABLE',
  /** an answer that is not of GraphQL */
  unreadable: 'UNREADABLE',
} as const;

/** A request that has no data: its first fault's code and message, and all faults. */
export class GraphError extends Error {
  readonly code: string;
  readonly faults: readonly GraphFault[];
  /** milliseconds after which the request may be repeated, where the gateway says so */
  readonly retryAfterMs: number | undefined;

  constructor(faults: readonly GraphFault[], options: { retryAfterMs?: number | undefined; cause?: unknown } = {}) {
    const [first] = faults;
    super(first?.message ?? 'found no answer', { cause: options.cause });
    this.name = 'GraphError';
    this.code = first?.code ?? PAGE_CODES.unreadable;
    this.faults = faults;
    this.retryAfterMs = options.retryAfterMs;
  }

  /** Whether the same request may succeed later. */
  get isTransient(): boolean {
    return isTransient(this.code);
  }
}

/** Codes of faults that pass by themselves: the same request, or the same subscription, may succeed later. */
export const TRANSIENT_CODES: ReadonlySet<string> = new Set([
  PAGE_CODES.unreachable,
  'RATE_LIMITED',
  'OVERLOADED',
  'SUBGRAPH_UNAVAILABLE',
  'SUBGRAPH_TIMEOUT',
  'DATABASE_UNAVAILABLE',
  'DATABASE_BUSY',
  'SHUTTING_DOWN',
  'SUPERGRAPH_CHANGED',
  'SUBSCRIBER_TOO_SLOW',
]);

/** Whether a fault of this code may pass by itself. */
export function isTransient(code: string): boolean {
  return TRANSIENT_CODES.has(code);
}

/** Reads the `errors` of an answer. */
export function readFaults(errors: unknown): readonly GraphFault[] {
  if (!Array.isArray(errors)) return [];
  return errors.map((error: { message?: string; path?: unknown[]; extensions?: { code?: string } }) => ({
    message: error.message ?? '',
    code: error.extensions?.code ?? 'INTERNAL',
    path: (error.path ?? []).join('.'),
    extensions: error.extensions ?? {},
  }));
}
