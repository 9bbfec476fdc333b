import { readConfig } from '../../platform/config/config.ts';
import { DomainError } from '../../platform/errors.ts';
import { parseTokenRequest } from './token-request.ts';
import { createTokens } from './tokens.ts';

/** `npm run token`: prints a token, signed with the key in DATA_DIR, on standard output. */
async function main(): Promise<void> {
  const { subject, scopes, ttlMs } = parseTokenRequest(process.argv.slice(2));
  const tokens = await createTokens({ dataDir: readConfig().dataDir });
  process.stdout.write(`${await tokens.sign(subject, scopes, ttlMs)}\n`);
}

try {
  await main();
} catch (error) {
  if (!(error instanceof DomainError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
