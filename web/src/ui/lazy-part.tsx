import { type ComponentType, use } from 'react';

const failed = new Set<() => void>();

/**
 * A part of a page whose code is loaded when it is shown first. React's own `lazy` keeps a failed attempt for good; this
 * one makes another after {@link retryParts}.
 */
export function lazyPart<Props extends object>(
  load: () => Promise<{ readonly default: ComponentType<Props> }>,
): ComponentType<Props> {
  let loading: Promise<ComponentType<Props>> | undefined;
  const begin = async (): Promise<ComponentType<Props>> => {
    try {
      return (await load()).default;
    } catch (error) {
      failed.add(() => {
        loading = undefined;
      });
      throw error;
    }
  };
  // biome-ignore lint/correctness/noComponentHookFactories: called once for each part, outside of components
  return function LazyPart(props: Props) {
    loading ??= begin();
    const Part = use(loading);
    return <Part {...props} />;
  };
}

/** Lets parts that could not be loaded be loaded again when they are shown next. */
export function retryParts(): void {
  for (const forget of failed) forget();
  failed.clear();
}
