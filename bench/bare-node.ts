import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { PROJECT } from "@/lib/serve/data-folder";
import type { Answer } from "./http";

export interface BareNode {
  port: number;
  /** From now on `path` is answered with the same bytes. */
  learn(path: string, answer: Pick<Answer, "type" | "encoding" | "sent">): Promise<void>;
  stop(): void;
}

/** Starts the server that all others are compared with. */
export async function startBareNode(): Promise<BareNode> {
  const child = fork(join(PROJECT, "bench/bare-server.ts"), { execArgv: ["--import", "tsx"] });
  const [{ port }] = (await once(child, "message")) as [{ port: number }];
  return {
    port,
    async learn(path, { type, encoding, sent }) {
      const learnt = once(child, "message");
      child.send({ path, type, encoding, body: sent.toString("base64") });
      await learnt;
    },
    stop: () => child.disconnect(),
  };
}
