import { Fragment, type ReactNode } from 'react';

/** Facts in a row, apart by dots; each keeps its own direction of writing. Facts that are false are left out. */
export function Parts({ of }: { readonly of: readonly (ReactNode | false)[] }): ReactNode {
  const shown = of.filter((part) => part !== false);
  return shown.map((part, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: facts have no identity but their place
    <Fragment key={place}>
      {place > 0 && ' · '}
      <bdi>{part}</bdi>
    </Fragment>
  ));
}
