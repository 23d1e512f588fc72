import { createRequire } from "node:module";
import { Worker } from "node:worker_threads";
import type { LiveLimits } from "./limits";
import type { Answer, Question } from "./shadow-worker";

/** The thread took too long or too much over this question, or died of it. */
export class Breach extends Error {
  override name = "Breach";
}

interface Waiting {
  question: Question;
  limit: number;
  resolve(answer: Answer): void;
  reject(error: Error): void;
}

const mebibyte = 1_048_576;
/** Longest start of a thread, in milliseconds. */
const startLimit = 30_000;

/**
 * The thread in which everything that comes from outside is read first. It answers one question after the other; a
 * question that breaks a limit costs the thread its life, and the others are answered by the next one.
 */
export class Shadows {
  #worker: Worker | undefined;
  #isReady = false;
  #isEnded = false;
  #asked: Waiting | undefined;
  #timer: NodeJS.Timeout | undefined;
  readonly #waiting: Waiting[] = [];
  /** How many threads there have been: a text that was opened in an earlier one is not in this one. */
  generation = 0;

  constructor(private readonly limits: Pick<LiveLimits, "memory">) {
    this.#start();
  }

  /** Asks, and waits for the answer at most `limit` milliseconds from when the thread begins with it. Throws Breach. */
  ask(question: Question, limit: number): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (this.#isEnded) {
        reject(new Error("The server is shutting down."));
        return;
      }
      this.#waiting.push({ question, limit, resolve, reject });
      this.#next();
    });
  }

  async end(): Promise<void> {
    this.#isEnded = true;
    clearTimeout(this.#timer);
    for (const { reject } of this.#waiting.splice(0)) {
      reject(new Error("The server is shutting down."));
    }
    await this.#worker?.terminate();
  }

  #start(): void {
    this.generation += 1;
    this.#isReady = false;
    const worker = new Worker(new URL("./shadow-worker.ts", import.meta.url), {
      name: "texts",
      // Tests run without it; the program has it already.
      execArgv: ["--import", createRequire(import.meta.url).resolve("tsx")],
      stdin: false,
      resourceLimits: {
        maxOldGenerationSizeMb: this.limits.memory / mebibyte,
        maxYoungGenerationSizeMb: 16,
        stackSizeMb: 4,
      },
    });
    this.#worker = worker;
    worker.unref();
    this.#timer = setTimeout(() => this.#lose(worker), startLimit);
    worker.on("message", (answer: Answer) => this.#hear(worker, answer));
    worker.on("error", () => this.#lose(worker));
    worker.on("exit", () => this.#lose(worker));
  }

  #hear(worker: Worker, answer: Answer): void {
    if (worker !== this.#worker) {
      return;
    }
    clearTimeout(this.#timer);
    if (answer.is === "ready") {
      this.#isReady = true;
    } else {
      const asked = this.#asked;
      this.#asked = undefined;
      asked?.resolve(answer);
    }
    this.#next();
  }

  #next(): void {
    if (!this.#isReady || this.#asked) {
      return;
    }
    const next = this.#waiting.shift();
    const worker = this.#worker;
    if (next && worker) {
      this.#asked = next;
      worker.postMessage(next.question);
      // When we ourselves were late, the answer may be here already: it is heard first.
      this.#timer = setTimeout(() => setImmediate(() => this.#late(worker, next)), next.limit);
    }
  }

  #late(worker: Worker, asked: Waiting): void {
    if (this.#asked === asked) {
      this.#lose(worker);
    }
  }

  #lose(worker: Worker): void {
    if (worker !== this.#worker || this.#isEnded) {
      return;
    }
    clearTimeout(this.#timer);
    void worker.terminate();
    const asked = this.#asked;
    this.#asked = undefined;
    this.#start();
    asked?.reject(new Breach("A change broke the limits of its check."));
  }
}
