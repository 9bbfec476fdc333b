import type { GraphQLField } from 'graphql';
import { OPEN_API } from '../../gateway/rest/open-api.ts';
import { REST_CONTRACTS } from '../../gateway/rest-contracts.ts';
import { SCOPE_MEANINGS, SCOPES } from '../../platform/identity/identity.ts';
import { GUARDED_PLACES, ROOT_TYPES, scopeWords } from './graph-access.ts';
import { code, page, section, table } from './markdown.ts';

const INTRODUCTION =
  'A token carries scopes; nothing is open without one but the routes listed last. A field whose scopes the token lacks is null, with `FORBIDDEN` at its path, and is not fetched; the rest of the operation is answered. Rights belong to types as well as to fields: a lead needs `leads:read` whichever field leads to it.';

const ROLES =
  'No role is built in. `JWT_ROLE_SCOPES` maps roles and groups of an identity provider to scopes, such as `sales=leads:read scores:write;ops=monitoring:read`; a role without a mapping that is called like a scope grants that scope, and any other grants nothing. [Access](../access/README.md) has a page for each provider. `npm run -s token` signs a token of any scopes with the key of the platform. A web form has a key instead of a token: it may send `POST /leads` and nothing else.';

const ROOT = /^(Query|Mutation|Subscription)\./;

/** Page of the scopes: what each opens. */
export function scopesPage(): string {
  const rows = SCOPES.map((scope) => [
    code(scope),
    SCOPE_MEANINGS[scope],
    rootFields(scope).map(code).join(', '),
    routes(scope).map(code).join(', '),
  ]);
  const places = [...GUARDED_PLACES].filter(([place]) => !ROOT.test(place));
  const types = grouped(places.filter(([place]) => !place.includes('.')));
  const fields = grouped(places.filter(([place]) => place.includes('.')));
  return page(
    'Scopes',
    INTRODUCTION,
    section('Scopes', [table(['scope', 'meaning', 'root fields', 'REST routes'], rows)]),
    section('Roles', [ROLES]),
    section('Types', [
      'An object of these types is shown to a token that has one of the scopes.',
      table(['scopes', 'types'], types),
    ]),
    section('Fields and arguments that need more', [
      table(['scopes', 'fields and arguments'], [...fields, ...guardedArguments()]),
    ]),
    section('Open to everybody', [openRoutes()]),
  );
}

function rootFields(scope: string): string[] {
  const places = [...GUARDED_PLACES].filter(([place]) => ROOT.test(place));
  return places.flatMap(([place, sets]) => (sets.flat().includes(scope) ? [place] : []));
}

function routes(scope: string): string[] {
  return REST_CONTRACTS.filter(({ access }) => [access].flat().some((each) => each === scope)).map(routeName);
}

function openRoutes(): string {
  const open = [...REST_CONTRACTS, OPEN_API].filter(({ access }) => access === 'public');
  return `${open.map((route) => code(routeName(route))).join(', ')}, and the page of the explorer (\`GET /graphql\` from a browser).`;
}

function routeName({ method, url }: (typeof REST_CONTRACTS)[number]): string {
  return `${method} ${url.replace(/:(\w+)/g, '{$1}')}`;
}

/** One row for all places that ask for the same. */
function grouped(places: readonly (readonly [string, Parameters<typeof scopeWords>[0]])[]): string[][] {
  const rows = new Map<string, string[]>();
  for (const [place, sets] of places) {
    const words = scopeWords(sets);
    rows.set(words, [...(rows.get(words) ?? []), place]);
  }
  return [...rows].map(([words, names]) => [words, names.sort().map(code).join(', ')]);
}

/** Arguments whose description names a scope. */
function guardedArguments(): string[][] {
  const found = ({ name, args }: GraphQLField<unknown, unknown>, parent: string) =>
    args.flatMap(({ name: argument, description }) => {
      const scope = SCOPES.find((each) => description?.includes(each));
      return scope ? [[code(scope), code(`${parent}.${name}(${argument}:)`)]] : [];
    });
  return ROOT_TYPES.flatMap(({ type }) => Object.values(type.getFields()).flatMap((field) => found(field, type.name)));
}
