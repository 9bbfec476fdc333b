import { type Logger, pino } from 'pino';

type Line = Readonly<Record<string, unknown>>;

/** A log to wait on: what the program says it did, in order. */
export class HeardLog {
  readonly log: Logger;
  readonly #lines: Line[] = [];
  #heard: () => void = () => undefined;

  constructor() {
    const write = (text: string): void => {
      this.#lines.push(JSON.parse(text));
      this.#heard();
    };
    this.log = pino({ level: 'debug', base: null }, { write });
  }

  /** every line so far that was not waited for, as text */
  get text(): string {
    return JSON.stringify(this.#lines);
  }

  /** The next line with this message, taken out of the log; waits until it is written. */
  async next(message: string): Promise<Line> {
    for (;;) {
      const place = this.#lines.findIndex(({ msg }) => msg === message);
      if (place >= 0) return this.#lines.splice(place, 1)[0] as Line;
      await new Promise<void>((resolve) => {
        this.#heard = resolve;
      });
    }
  }
}
