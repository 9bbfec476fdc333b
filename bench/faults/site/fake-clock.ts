import { existsSync, readdirSync } from 'node:fs';
import { chmod, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const LIBRARIES = '/usr/lib';
const NAME = join('faketime', 'libfaketimeMT.so.1');

/** Until a process that reads its setting every second has read it. */
const NOTICED_MS = 1_500;

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

  /** Makes a clock that is right. */
  static async create(): Promise<FakeClock> {
    const library = findLibrary();
    if (!library) throw new Error(FakeClock.whyNot());
    const folder = await mkdtemp(join(tmpdir(), 'lead-scoring-clock-'));
    // PostgreSQL runs as another user than root, and reads its clock there
    await chmod(folder, 0o755);
    const clock = new FakeClock(library, join(folder, 'clock'));
    await clock.set(0);
    return clock;
  }

  /** Sets it so many seconds ahead of the true time, or back when negative, and waits until that is noticed. */
  async set(seconds: number): Promise<void> {
    // renamed into place, as a file that is half written would be read as another time
    await writeFile(`${this.#file}.new`, `${seconds < 0 ? '' : '+'}${seconds}\n`);
    await rename(`${this.#file}.new`, this.#file);
    await sleep(NOTICED_MS);
  }

  /** Removes its setting, once no process reads it any more. */
  async dispose(): Promise<void> {
    await rm(dirname(this.#file), { recursive: true });
  }
}

function findLibrary(): string | undefined {
  if (!existsSync(LIBRARIES)) return undefined;
  const folders = readdirSync(LIBRARIES, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders.map(({ name }) => join(LIBRARIES, name, NAME)).find((path) => existsSync(path));
}
