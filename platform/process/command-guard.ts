import { spawn } from 'node:child_process';

/** How a command ended: its exit status, the signal that ended it, or why it could not be started. */
export type CommandEnd = { readonly status: number } | { readonly signal: string } | { readonly error: string };

// Parent of a command, and the leader of its process group: the group is ended when the platform's process is gone,
// however that ended. It never ends by itself, so that the number of the group stays its own until then.
const [program, ...parameters] = process.argv.slice(2) as [string, ...string[]];
const { NODE_CHANNEL_FD: _fd, NODE_CHANNEL_SERIALIZATION_MODE: _mode, ...env } = process.env;

const endGroup = () => process.kill(-process.pid, 'SIGKILL');
process.once('disconnect', endGroup);
if (!process.connected) endGroup();
// sent to the whole group: the command may need time to end
process.on('SIGTERM', () => undefined);

const command = spawn(program, parameters, { env, stdio: ['ignore', 'inherit', 'inherit'] });
const report = (end: CommandEnd) => process.send?.(end);
command.once('error', (error) => report({ error: error.message }));
command.once('exit', (status, signal) => report(signal === null ? { status: status ?? 0 } : { signal }));
