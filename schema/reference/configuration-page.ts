import { CONFIGURATION } from '../../platform/config/config.ts';
import { code, page, section, sentence, table } from './markdown.ts';

const HEAD = ['variable', 'type', 'range', 'unit', 'default', 'restart', 'meaning'];

const INTRODUCTION = `The platform reads its configuration from environment variables, once, at its start. An empty variable counts as an absent one. A wrong value, or two values that contradict each other, end the start with \`CONFIGURATION_INVALID\` and one line for each fault. *Restart* says whether a change takes a new start. Values of variables marked *secret* never appear in messages or logs.`;

/** Page of all environment variables, by concern. */
export function configurationPage(): string {
  const sections = CONFIGURATION.map(({ title, variables }) => {
    const rows = variables.map(({ name, type, range, unit, default: value, restart, isSecret, meaning }) => [
      code(name),
      isSecret ? `${type}, secret` : type,
      range,
      unit,
      code(value),
      restart,
      sentence(meaning),
    ]);
    return section(title, [table(HEAD, rows)]);
  });
  return page('Configuration', INTRODUCTION, ...sections);
}
