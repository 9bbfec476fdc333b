import { PageHead } from '../ui/panel.tsx';

/** The page of data. */
export default function DataPage(): React.ReactNode {
  return <PageHead title="Data" />;
}
