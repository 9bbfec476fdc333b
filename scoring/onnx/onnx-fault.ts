// such as `/onnxruntime_src/onnxruntime/core/x.h:91 onnxruntime::X::X(const Y&, bool) `
const SOURCE_LOCATION = /\/onnxruntime_src\/\S+:\d+ .*?\(.*?\) /g;

// only names and version numbers of a graph are taken over, never the rest, which may hold values
const NAME = String.raw`([\w.:/-]{1,100})`;

const FAULTS: readonly (readonly [pattern: RegExp, words: (found: readonly string[]) => string])[] = [
  [/^Non-zero status code returned while running (\w{1,100}) node/, ([operator]) => `operator ${operator} fails`],
  [
    /No Op registered for (\w{1,100}) with domain_version of (\d+)/,
    ([operator, set]) => `it has no operator ${operator} in operator set ${set}`,
  ],
  [
    /ONNX Runtime only \*guarantees\* support .*? Opset (\d+) is under .*? domain ([\w.]{1,100}) is till opset (\d+)/,
    ([set, domain, newest]) =>
      `ONNX Runtime only takes released operator sets, not Opset ${set} of ${domain}; the newest is ${newest}`,
  ],
  [
    /Unsupported model IR version: (\d+), max supported IR version: (\d+)/,
    ([version, newest]) => `it takes IR versions up to ${newest}, not ${version}`,
  ],
  [/Missing opset in the model/, () => 'the model names no operator set'],
  [
    /Could not find an implementation for (\w{1,100})\((\d+)\)/,
    ([operator, version]) => `it does not implement operator ${operator}, version ${version}`,
  ],
  [
    new RegExp(String.raw`Type '([\w()]+)' of input parameter \(${NAME}\) of operator \((\w+)\)`),
    ([type, input, operator]) => `operator ${operator} takes no ${type} as ${input}`,
  ],
  [
    new RegExp(String.raw`Type \(([\w()]+)\) of output arg \(${NAME}\).*expected type \(([\w()]+)\)`),
    ([said, output, type]) => `the graph says that ${output} is a ${said}, and it is a ${type}`,
  ],
  [
    /Op \((\w{1,100})\) \[(?:Shape|Type)InferenceError\]/,
    ([operator]) => `the inputs of operator ${operator} do not fit it or each other`,
  ],
  [new RegExp(`Node input '${NAME}' is not a graph input`), ([input]) => `nothing gives the input ${input} of a node`],
  [/Required attribute '(\w{1,100})' is missing/, ([attribute]) => `a node has no attribute ${attribute}`],
  [/the graph is not acyclic/, () => 'the graph has a cycle'],
  [new RegExp(String.raw`Duplicate definition of name \(${NAME}\)`), ([name]) => `the graph has ${name} twice`],
];

/**
 * A fault that ONNX Runtime reports, in our own words.
 *
 * Its own can hold values of tensors, such as an index or a shape: of features, and of whatever a file could reach. They
 * go to the log, as the cause of the error, and not to callers.
 */
export function onnxFault(error: unknown): string {
  const message = onnxMessage(error);
  for (const [pattern, words] of FAULTS) {
    const found = pattern.exec(message);
    if (found) return words(found.slice(1));
  }
  return 'the reason is in the log';
}

/** Whether ONNX Runtime could not have the memory it wanted. */
export function isOutOfMemory(error: unknown): boolean {
  return /Failed to allocate memory|bad_alloc|bad allocation/.test(onnxMessage(error));
}

/** The locale that a StringNormalizer wants and this machine does not have. */
export function absentLocale(error: unknown): string | undefined {
  return /construct locale with name:([\w.@-]{1,40}):/.exec(onnxMessage(error))?.[1];
}

/** Message of ONNX Runtime in one line, without positions in its own source. */
function onnxMessage(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(SOURCE_LOCATION, '').replaceAll(/\s+/g, ' ').trim();
}
