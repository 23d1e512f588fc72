import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { PROJECT } from "@/lib/serve/data-folder";
import { findFreePort } from "@/lib/serve/free-port";

export type Kind = "product" | "hocuspocus" | "relay";

/** A server in a process of its own. */
export interface Contestant {
  kind: Kind;
  port: number;
  origin: string;
  /** Bytes it holds after collecting what it no longer needs. */
  memory(): Promise<{ heap: number; rss: number }>;
  kill(): Promise<void>;
  start(): Promise<void>;
}

export async function aContestant(kind: Kind): Promise<Contestant> {
  const port = await findFreePort();
  let child: ChildProcess | undefined;
  const contestant: Contestant = {
    kind,
    port,
    origin: `http://localhost:${port}`,
    async memory() {
      const answer = once(child as ChildProcess, "message");
      child?.send("memory");
      const [bytes] = (await answer) as [{ heap: number; rss: number }];
      return bytes;
    },
    async kill() {
      const dying = child as ChildProcess;
      const gone = once(dying, "exit");
      dying.kill("SIGKILL");
      await gone;
    },
    async start() {
      child = fork(join(PROJECT, "bench/coediting/server.ts"), [kind, String(port)], {
        execArgv: ["--expose-gc", "--import", "tsx"],
        stdio: ["ignore", "ignore", "ignore", "ipc"],
      });
      await once(child, "message");
    },
  };
  await contestant.start();
  return contestant;
}
