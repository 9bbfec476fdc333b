import { Component, type ReactNode } from 'react';
import { useMessages } from '../language/messages.ts';
import { PageHead } from '../ui/panel.tsx';
import { Failure } from '../ui/states.tsx';
import { FRAME_MESSAGES } from './frame.messages.ts';
import { retryPages } from './lazy-page.tsx';

interface Props {
  readonly address: string;
  readonly children: ReactNode;
}

interface State {
  readonly error: Error | undefined;
  readonly address: string;
}

/** Shows a page's own fault in its place, and leaves the navigation usable; another address is another try. */
export class PageBoundary extends Component<Props, State> {
  override readonly state: State = { error: undefined, address: this.props.address };

  static getDerivedStateFromError(error: Error): Partial<State> {
    return { error };
  }

  static getDerivedStateFromProps({ address }: Props, state: State): State {
    if (address === state.address) return state;
    retryPages();
    return { error: undefined, address };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    const retry = (): void => {
      retryPages();
      this.setState({ error: undefined });
    };
    return <PageFailure error={error} onRetry={retry} />;
  }
}

function PageFailure(failure: { readonly error: Error; readonly onRetry: () => void }): ReactNode {
  const { product } = useMessages(FRAME_MESSAGES);
  return (
    <>
      <PageHead title={product} />
      <Failure {...failure} />
    </>
  );
}
