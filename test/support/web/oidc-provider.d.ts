/** The part of oidc-provider that the tests use: the package has no types of its own. */
declare module 'oidc-provider' {
  import type { EventEmitter } from 'node:events';
  import type { IncomingMessage, ServerResponse } from 'node:http';

  /** Consent of a person to a client. */
  interface Grant {
    addOIDCScope(scope: string): void;
    addResourceScope(resource: string, scope: string): void;
    save(): Promise<string>;
  }

  /** One request, as Koa has it. */
  export interface ProviderContext {
    readonly body: Readonly<Record<string, string>>;
    readonly oidc: {
      readonly params: Readonly<Record<string, string>>;
      readonly client: { readonly clientId: string };
      readonly session: { readonly accountId: string };
    };
  }

  /** An OpenID provider, as a handler of HTTP requests. */
  export class Provider extends EventEmitter {
    readonly Grant: new (owner: {
      accountId: string;
      clientId: string;
    }) => Grant;
    constructor(issuer: string, configuration: Readonly<Record<string, unknown>>);
    callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>;
    interactionFinished(request: IncomingMessage, response: ServerResponse, result: object): Promise<void>;
  }
}
