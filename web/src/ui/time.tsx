import { useFormat } from '../language/format.ts';
import { useEverySecond } from './ticking.ts';

/** A time as how long ago it was; the exact one on hover, for screen readers and in the reader's zone. */
export function Ago({ time }: { readonly time: string }): React.ReactNode {
  const format = useFormat();
  useEverySecond(30);
  return (
    <time dateTime={time} title={format.dateTime(time)} data-volatile="">
      {format.relative(time)}
    </time>
  );
}
