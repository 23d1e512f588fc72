import "server-only";
import { HashQueue, TooBusy } from "@/lib/auth/hash-queue";
import { Refusal } from "@/lib/refusal";
import { Frames, sendFrame } from "./reading/frames";
import { startReader } from "./reading/start-reader";
import type { Asking, Facts, Opening, Preview, Report } from "./sheet";
import { most, type Unreadable } from "./workbook";

/** What reading one file may take. */
export interface ReadingLimits {
  milliseconds: number;
  /** Of the reader's objects, in MiB. */
  memory: number;
  /** Of what the reader says, in bytes. */
  output: number;
}

const usual: ReadingLimits = { milliseconds: 20_000, memory: 256, output: 40 * 1024 * 1024 };

/** One file at a time: a second would take the processor from whoever waits for a page. */
const queue = new HashQueue({ atOnce: 1, waiting: 8 });

/** Works out what an import would do, in the process that has the file open. */
export type Ask = (asking: Asking) => Promise<Preview>;

/**
 * Opens a spreadsheet in a process of its own, which is ended when it takes too long or says too much, and hands over
 * what stands in it. `work` may ask once what an import would do; the process ends with it. Throws a Refusal with one
 * of `imports.refused`; throws `signal`'s reason when whoever asked has gone.
 */
export async function withSpreadsheet<Result>(
  bytes: Uint8Array,
  opening: Omit<Opening, "size">,
  work: (facts: Facts, ask: Ask) => Promise<Result>,
  { signal, limits = usual }: { signal?: AbortSignal | undefined; limits?: ReadingLimits } = {},
): Promise<Result> {
  if (bytes.length > most.bytes) {
    throw refused("tooLarge");
  }
  if (bytes.length === 0) {
    throw refused("empty");
  }
  try {
    return await queue.run(() => readApart(bytes, opening, work, limits, signal));
  } catch (error) {
    throw error instanceof TooBusy ? refused("busy") : error;
  }
}

async function readApart<Result>(
  bytes: Uint8Array,
  opening: Omit<Opening, "size">,
  work: (facts: Facts, ask: Ask) => Promise<Result>,
  limits: ReadingLimits,
  signal: AbortSignal | undefined,
): Promise<Result> {
  signal?.throwIfAborted();
  const child = startReader(limits.memory);
  const { stdin, stdout } = child;
  const end = () => child.kill("SIGKILL");
  if (!stdin || !stdout) {
    throw new Error("The reader has no pipes.");
  }
  // It may not have started, or be gone before it has heard everything; what it does not say tells.
  child.on("error", () => stdout.destroy());
  stdin.on("error", () => {});
  stdout.on("error", () => {});
  signal?.addEventListener("abort", end);
  const timer = setTimeout(end, limits.milliseconds);
  const heard = new Frames(stdout, limits.output);
  const listen = async <Said>(): Promise<Said> => {
    const report = (await heard.next().catch(() => null)) as Report<Said> | null;
    signal?.throwIfAborted();
    if (!report) {
      throw refused("overLimits");
    }
    if ("refused" in report) {
      throw refused(report.refused);
    }
    return report.read;
  };
  try {
    sendFrame(stdin, { ...opening, size: bytes.length } satisfies Opening);
    stdin.write(bytes);
    return await work(await listen<Facts>(), (asking) => {
      sendFrame(stdin, asking);
      return listen<Preview>();
    });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", end);
    end();
  }
}

function refused(why: Unreadable): Refusal {
  return new Refusal("rule", `imports.refused.${why}`);
}
