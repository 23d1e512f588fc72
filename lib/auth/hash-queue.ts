/** More people want to sign in at this moment than the machine can check; nothing was checked. */
export class TooBusy extends Error {
  override name = "TooBusy";
}

/**
 * Lets `at once` pieces of work run and as many wait as `waiting` says; whoever comes then hears TooBusy at once.
 * Hashing a password is slow on purpose, and without this a handful of tries would stall every page.
 */
export class HashQueue {
  #running = 0;
  readonly #line: (() => void)[] = [];

  constructor(private readonly room: { atOnce: number; waiting: number }) {}

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running >= this.room.atOnce) {
      if (this.#line.length >= this.room.waiting) {
        throw new TooBusy();
      }
      // The place is handed over, not freed, so that nobody who comes later can slip in between.
      await new Promise<void>((resolve) => this.#line.push(resolve));
    } else {
      this.#running++;
    }
    try {
      return await work();
    } finally {
      const next = this.#line.shift();
      if (next) {
        next();
      } else {
        this.#running--;
      }
    }
  }
}
