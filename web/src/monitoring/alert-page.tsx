import { usePathname } from 'wouter/use-browser-location';
import { AlertDetail } from './alerts/page/alert-detail.tsx';
import { alertIdOf } from './common/address.ts';

/** The page of one alert, which every notice links to. */
export default function AlertPage(): React.ReactNode {
  // the raw address: ids hold encoded slashes and percent signs, which a router would decode
  const id = alertIdOf(usePathname());
  return <AlertDetail key={id} id={id} />;
}
