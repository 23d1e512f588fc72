import { createServer, type Socket } from "node:net";
import { findFreePort } from "@/lib/serve/free-port";

/** What a mail server does with a letter: takes it, wants none for this address, or never answers. */
export type MailBehaviour = "take" | "refuse" | "hold";

export interface MailServer {
  url: string;
  /** Every letter that came in whole, also those that were never answered. */
  letters: string[];
  behave(how: MailBehaviour): void;
  end(): void;
}

/** As much of a mail server as a letter needs, on this machine only. */
export async function aMailServer(): Promise<MailServer> {
  const port = await findFreePort();
  const letters: string[] = [];
  const sockets = new Set<Socket>();
  let behaviour: MailBehaviour = "take";
  const serve = (socket: Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    let letter: string | null = null;
    const say = (line: string) => socket.write(`${line}\r\n`);
    say("220 mail");
    socket.on("data", (chunk) => {
      const sent = chunk.toString("utf8");
      if (letter !== null) {
        letter += sent;
        if (letter.endsWith("\r\n.\r\n")) {
          letters.push(letter);
          letter = null;
          if (behaviour !== "hold") {
            say("250 taken");
          }
        }
      } else if (/^DATA/i.test(sent)) {
        letter = "";
        say("354 go on");
      } else if (/^RCPT/i.test(sent) && behaviour === "refuse") {
        say("550 nobody here");
      } else if (/^QUIT/i.test(sent)) {
        socket.end("221 bye\r\n");
      } else {
        say("250 mail");
      }
    });
    socket.on("error", () => undefined);
  };
  const server = createServer(serve);
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    url: `smtp://127.0.0.1:${port}`,
    letters,
    behave(how) {
      behaviour = how;
    },
    end() {
      server.close();
      for (const socket of sockets) {
        socket.destroy();
      }
    },
  };
}

/** One header of a letter, or null. */
export function headerOf(letter: string, name: string): string | null {
  return new RegExp(`^${name}: (.*)$`, "im").exec(letter)?.[1]?.trim() ?? null;
}
