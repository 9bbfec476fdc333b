import { Component, type ReactNode } from 'react';
import { Failure } from '../ui/states.tsx';

interface State {
  readonly error: Error | undefined;
}

/** Shows a page's own fault in its place, and leaves the navigation usable. */
export class PageBoundary extends Component<{ readonly children: ReactNode }, State> {
  override readonly state: State = { error: undefined };

  static getDerivedStateFromError(error: Error): State {
    return { error };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    return <Failure error={error} onRetry={() => this.setState({ error: undefined })} />;
  }
}
