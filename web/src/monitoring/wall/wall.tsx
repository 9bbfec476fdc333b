import { useEffect, useRef, useState } from 'react';
import { useMessages } from '../../language/messages.ts';
import { Button } from '../../ui/button.tsx';
import { useShortcuts } from '../../ui/shortcuts.ts';
import { Conversion } from './conversion.tsx';
import { History } from './history.tsx';
import { LiveTraffic } from './live-traffic.tsx';
import { OpenAlerts } from './open-alerts.tsx';
import { WALL_MESSAGES } from './wall.messages.ts';
import styles from './wall.module.css';

/** The wall: live traffic, its history, and conversion; on a big screen with larger type, for as long as it hangs there. */
export default function Wall(): React.ReactNode {
  const texts = useMessages(WALL_MESSAGES);
  const wall = useRef<HTMLDivElement>(null);
  const [isBig, setBig] = useState(false);
  useEffect(() => {
    const listener = (): void => setBig(document.fullscreenElement === wall.current);
    document.addEventListener('fullscreenchange', listener);
    return () => document.removeEventListener('fullscreenchange', listener);
  }, []);
  useAwakeScreen(isBig);
  const toggle = (): void => void (isBig ? document.exitFullscreen() : wall.current?.requestFullscreen());
  useShortcuts({ f: { label: texts.fullScreenKey, run: toggle } });
  return (
    <div ref={wall} className={styles.wall}>
      <div className={styles.head}>
        <OpenAlerts />
        <Button onClick={toggle}>{isBig ? texts.leaveFullScreen : texts.fullScreen}</Button>
      </div>
      <LiveTraffic />
      <History />
      <Conversion />
    </div>
  );
}

/** Keeps the screen on; a browser that cannot, or refuses to, shows the wall all the same. */
function useAwakeScreen(isBig: boolean): void {
  useEffect(() => {
    if (!isBig || !('wakeLock' in navigator)) return;
    const held = navigator.wakeLock.request('screen').catch(() => undefined);
    return () => void held.then((lock) => lock?.release());
  }, [isBig]);
}
