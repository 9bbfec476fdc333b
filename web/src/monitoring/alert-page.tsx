import { PageHead } from '../ui/panel.tsx';

/** The page of alert. */
export default function AlertPage(): React.ReactNode {
  return <PageHead title="Alert" />;
}
