import { EventEmitter } from 'node:events';

/** Carries notifications between processes. */
export interface EventLink {
  /** Tells the other processes; several calls within a moment may travel as one. */
  send(topic: string): void;
  /** Hears the others from now on. `onTopic` without a topic: anything may have happened meanwhile. */
  listen(onTopic: (topic?: string) => void): void;
  /** Stops listening. */
  unlisten(): void;
  /** Stops after what is under way. */
  close(): Promise<void>;
}

/**
 * The door for events: it wakes those who wait for a topic, after a commit.
 *
 * A notification carries no content and may get lost between processes: the facts are in tables, and a follower of one also
 * polls it now and then. So every commit is seen, and a notification only makes it prompt.
 */
export class Events {
  readonly #listeners = new EventEmitter().setMaxListeners(0);
  readonly #link: EventLink | undefined;
  #count = 0;

  /** @param link to the other processes; absent when there are none */
  constructor(link?: EventLink) {
    this.#link = link;
  }

  /** Notifies the listeners of a topic. Call it after the commit. */
  publish(topic: string): void {
    this.#listeners.emit(topic);
    this.#link?.send(topic);
  }

  /**
   * Calls the listener whenever the topic may have changed. Without a listener this process receives no notifications.
   *
   * @returns ends it
   */
  subscribe(topic: string, listener: () => void): () => void {
    this.#listeners.on(topic, listener);
    this.#count += 1;
    if (this.#count === 1) this.#link?.listen((heard) => this.#hear(heard));
    return () => {
      this.#listeners.off(topic, listener);
      this.#count -= 1;
      if (this.#count === 0) this.#link?.unlisten();
    };
  }

  /** Stops after what is under way. */
  async close(): Promise<void> {
    await this.#link?.close();
  }

  #hear(topic: string | undefined): void {
    const topics = topic === undefined ? this.#listeners.eventNames() : [topic];
    for (const each of topics) this.#listeners.emit(each);
  }
}
