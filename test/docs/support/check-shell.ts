import { readFileSync } from 'node:fs';
import { CONFIGURATION } from '../../../platform/config/config.ts';
import { projectFile } from '../../../platform/process/program.ts';

/** Commands that a page's test does not run, with the reason. */
const RUN_ELSEWHERE: readonly (readonly [command: RegExp, reason: string])[] = [
  [/^npm (install|ci)\b/, 'changes the installation'],
  [/^npm (start|test)\b/, 'does not end, or is this test; others start the platform'],
  [
    /^npm run (-s |--silent )?(check|build|serve|demo|rollout:demo|test|lint|types|format|unused|schema|docs|seed)\b/,
    'a test or check of its own',
  ],
  [/^npm run (-s |--silent )?bench:/, 'takes minutes'],
  [/^(docker|podman|kubectl|helm)\b/, 'needs a container engine'],
  [
    /^(\.ci\/run|git|cd|apt-get|brew|pip|python3?|node bench|node training|node --import tsx (bench|training))\b/,
    'not of the platform',
  ],
];

const SCRIPTS: Readonly<Record<string, string>> = JSON.parse(readFileSync(projectFile('package.json'), 'utf8')).scripts;
const VARIABLES = new Set(CONFIGURATION.flatMap(({ variables }) => variables.map(({ name }) => name)));
// of tests, Node and tools
const OTHER_VARIABLES = new Set(['CI', 'TMPDIR', 'TOKEN', 'NODE_ENV', 'NODE_OPTIONS', 'MLFLOW_PYTHON']);
const PREFIX = /^(?:[A-Za-z_]\w*=(?:'[^']*'|"[^"]*"|\$\([^)]*\)|(?!\$\()[^\s'"]*)\s+)+(?=\S)/;

/** The commands of a block, one a line, continued lines joined, without comments. */
export function shellCommands(text: string): string[] {
  const lines = text.replace(/\\\n/g, ' ').split('\n');
  return lines
    .map((line) =>
      line
        .replace(/^\s*\$ /, '')
        .replace(/(^|\s)#.*$/, '')
        .trim(),
    )
    .filter(Boolean);
}

/** Whether every command of a block is one that its test does not run. */
export function isRunElsewhere(text: string): boolean {
  const commands = shellCommands(text).flatMap((line) => line.split(/\s*(?:&&|;)\s*/));
  return commands.every((command) => RUN_ELSEWHERE.some(([pattern]) => pattern.test(withoutPrefix(command))));
}

/** Faults of a block that show without running it: scripts and variables that the project does not have. */
export function shellFaults(text: string): string[] {
  const commands = shellCommands(text);
  const scripts = commands.flatMap((line) => [...line.matchAll(/\bnpm run (?:-s |--silent )?([\w:-]+)/g)]);
  const unknown = scripts.map(([, name = '']) => name).filter((name) => !(name in SCRIPTS));
  const prefixes = commands.flatMap((line) => (/\b(npm|node)\b/.test(line) ? (PREFIX.exec(line)?.[0] ?? '') : []));
  const names = prefixes.flatMap((prefix) => [...prefix.matchAll(/([A-Z_][A-Z0-9_]*)=/g)].map(([, name = '']) => name));
  const strange = names.filter((name) => !VARIABLES.has(name) && !OTHER_VARIABLES.has(name));
  return [
    ...unknown.map((name) => `found npm run ${name}, expected a script of package.json`),
    ...strange.map((name) => `found the variable ${name}, expected one that the platform reads`),
  ];
}

/** Whether a block asks a running platform, or a program of it. */
export function asksPlatform(text: string): boolean {
  return /:4000|npm run|\bTOKEN\b/.test(text);
}

function withoutPrefix(command: string): string {
  return command.replace(/^export\s+(?=\w+=.*\s)/, '').replace(PREFIX, '');
}
