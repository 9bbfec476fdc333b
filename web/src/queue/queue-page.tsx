import { PageHead } from '../ui/panel.tsx';

/** The page of queue. */
export default function QueuePage(): React.ReactNode {
  return <PageHead title="Queue" />;
}
