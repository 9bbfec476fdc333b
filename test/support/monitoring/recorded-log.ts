import { type Logger, pino } from 'pino';

type Line = Readonly<Record<string, unknown>>;

/** Log that tests can wait on: the lines that the program writes, in order. */
export class RecordedLog {
  readonly log: Logger;
  readonly #lines: Line[] = [];
  #written: () => void = () => undefined;

  constructor() {
    const write = (text: string): void => {
      this.#lines.push(JSON.parse(text));
      this.#written();
    };
    this.log = pino({ level: 'debug', base: null }, { write });
  }

  /** lines that were not waited for, as text */
  get text(): string {
    return JSON.stringify(this.#lines);
  }

  /** Waits for the next line with this message, and removes it from the log. */
  async next(message: string): Promise<Line> {
    for (;;) {
      const place = this.#lines.findIndex(({ msg }) => msg === message);
      if (place >= 0) return this.#lines.splice(place, 1)[0] as Line;
      await new Promise<void>((resolve) => {
        this.#written = resolve;
      });
    }
  }
}
