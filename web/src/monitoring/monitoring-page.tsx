import { PageHead } from '../ui/panel.tsx';

/** The page of monitoring. */
export default function MonitoringPage(): React.ReactNode {
  return <PageHead title="Monitoring" />;
}
