import { type ComponentType, use } from 'react';
import { readSettings } from '../sign-in/settings.ts';
import { retryParts } from '../ui/lazy-part.tsx';

/** Loads the code of a page. */
export type LoadPage = () => Promise<{ readonly default: ComponentType }>;

const loading = new Map<LoadPage, Promise<ComponentType>>();
const failed = new Set<LoadPage>();

/** A page that is loaded when it is opened first. One that could not be loaded is, after {@link retryPages}. */
export function LazyPage({ load }: { readonly load: LoadPage }): React.ReactNode {
  const page = loading.get(load) ?? begin(load);
  loading.set(load, page);
  const Page = use(page);
  return <Page />;
}

/** Lets pages and parts of them that could not be loaded be loaded again when they are shown next. */
export function retryPages(): void {
  for (const load of failed) loading.delete(load);
  failed.clear();
  retryParts();
}

async function begin(load: LoadPage): Promise<ComponentType> {
  try {
    return (await load()).default;
  } catch (error) {
    failed.add(load);
    // a newer server no longer has the file; one that is away is looked at again later
    readSettings().catch(() => undefined);
    throw error;
  }
}
