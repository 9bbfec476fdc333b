import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { satisfies } from 'semver';
import { projectFile } from '../platform/process/program.ts';

interface LockedPackage {
  readonly version: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly link?: boolean;
  readonly engines?: { readonly node?: string };
}

const { packages } = JSON.parse(readFileSync(projectFile('package-lock.json'), 'utf8')) as {
  readonly packages: Readonly<Record<string, LockedPackage>>;
};
const locked = Object.entries(packages)
  // neither this package nor the page, which is one of its own
  .filter(([path, { link }]) => path !== '' && path !== 'web' && !link)
  .map(([path, { version, ...rest }]) => ({ name: `${path.split('node_modules/').pop()}@${version}`, ...rest }));
const installed = locked.filter(({ dev }) => !dev);

// what the README names
const PERMISSIVE = ['MIT', 'MIT-0', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'ISC', 'BlueOak-1.0.0'];

describe('packages that are installed at run time', () => {
  it('have permissive licences', () => {
    const others = installed.filter(({ license = 'none' }) => !isPermissive(license));
    assert.deepEqual(others, []);
    assert.ok(!isPermissive('Elastic-2.0') && !isPermissive('(MIT AND GPL-3.0)') && !isPermissive('none'));
  });

  it('are named by licence in the README', () => {
    const readme = readFileSync(projectFile('README.md'), 'utf8').split('## Licence')[1] ?? '';
    const family = (name: string): string =>
      name.replace(/^(0BSD|BSD-\d-Clause)$/, 'BSD').replace('BlueOak', 'Blue Oak');
    for (const name of new Set(PERMISSIVE.map(family))) assert.ok(readme.includes(name.replace('-1.0.0', '')), name);
  });

  it('hold neither a loader of TypeScript nor the sources of the explorer', () => {
    const development = ['tsx', 'esbuild', 'typescript', 'graphiql', 'react', 'react-dom', 'graphql-sse'];
    const names = installed.map(({ name }) => name.replace(/@[^@]*$/, ''));
    assert.deepEqual(
      names.filter((name) => development.includes(name)),
      [],
    );
  });
});

describe('packages of the lock file', () => {
  it('are made for Node 20, 22 and 24, as npm would warn of others', () => {
    const supported = ['20.19.0', '22.13.0', '24.0.0'];
    const unfit = locked.filter(({ engines }) => !supported.every((node) => satisfies(node, engines?.node ?? '*')));
    const names = unfit.map(({ name }) => name.replace(/@[^@]*$/, ''));
    // it names Node 22 as its least; the one before it needs a package under Elastic-2.0. Tested here on Node 20
    assert.deepEqual(names, ['@apollo/subgraph']);
  });
});

/** An expression such as `(MIT OR CC0-1.0)`: one of its alternatives, all of its parts. */
function isPermissive(expression: string): boolean {
  const terms = expression.replace(/[()]/g, '').split(' OR ');
  return terms.some((term) => term.split(' AND ').every((name) => PERMISSIVE.includes(name)));
}
