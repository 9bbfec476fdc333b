import { createContext, useContext } from 'react';

/** A right that a token grants. */
export type Scope =
  | 'leads:read'
  | 'leads:pii'
  | 'leads:write'
  | 'scores:write'
  | 'models:read'
  | 'models:promote'
  | 'models:approve'
  | 'monitoring:read'
  | 'monitoring:write'
  | 'tokens:write';

/** The signed-in reader, as the gateway knows them. */
export interface Viewer {
  readonly subject: string;
  readonly scopes: ReadonlySet<string>;
}

/** Provides the reader to the pages. */
export const ViewerContext = createContext<Viewer>({ subject: '', scopes: new Set() });

/** The signed-in reader. */
export function useViewer(): Viewer {
  return useContext(ViewerContext);
}

/** Whether the reader has a right: what they may not do is not offered, and would be refused by the graph. */
export function useRight(scope: Scope): boolean {
  return useViewer().scopes.has(scope);
}
