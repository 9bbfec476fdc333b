import { Events } from '../../../platform/database/events.ts';

/** Events of this process that count who listens. */
export class CountedEvents extends Events {
  listeners = 0;

  override subscribe(topic: string, listener: () => void): () => void {
    const unsubscribe = super.subscribe(topic, listener);
    this.listeners += 1;
    return () => {
      this.listeners -= 1;
      unsubscribe();
    };
  }
}
