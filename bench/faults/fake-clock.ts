import { existsSync, readdirSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const LIBRARIES = '/usr/lib';
const NAME = join('faketime', 'libfaketimeMT.so.1');

/** The clock of one process, which can be set while it runs (libfaketime). Its monotonic clock goes on as it was. */
export class FakeClock {
  /** of the process that it is to be the clock of */
  readonly environment: Readonly<Record<string, string>>;
  readonly #file: string;

  private constructor(library: string, file: string) {
    this.#file = file;
    this.environment = {
      LD_PRELOAD: library,
      FAKETIME_TIMESTAMP_FILE: file,
      // seconds after which the file is read again
      FAKETIME_CACHE_DURATION: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
    };
  }

  /** Says why there can be none here; undefined when there can. */
  static whyNot(): string | undefined {
    return findLibrary() ? undefined : `no ${NAME} in ${LIBRARIES}/* (Debian package libfaketime)`;
  }

  /** @param folder in which its setting is kept */
  static async create(folder: string): Promise<FakeClock> {
    const library = findLibrary();
    if (!library) throw new Error(FakeClock.whyNot());
    const clock = new FakeClock(library, join(folder, 'clock'));
    await clock.set(0);
    return clock;
  }

  /** Sets it so many seconds ahead of the true time, or back when negative. */
  async set(seconds: number): Promise<void> {
    // renamed into place, as a file that is half written would be read as another time
    await writeFile(`${this.#file}.new`, `${seconds < 0 ? '' : '+'}${seconds}\n`);
    await rename(`${this.#file}.new`, this.#file);
  }
}

function findLibrary(): string | undefined {
  if (!existsSync(LIBRARIES)) return undefined;
  const folders = readdirSync(LIBRARIES, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders.map(({ name }) => join(LIBRARIES, name, NAME)).find((path) => existsSync(path));
}
