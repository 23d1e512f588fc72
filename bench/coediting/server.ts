import { createServer } from "node:http";
import { Server } from "@hocuspocus/server";
import crossws from "crossws/adapters/node";
import { aServer } from "@/lib/live/testing";

/*
 * One of the three ways to let people write together, in a process of its own: `product` (ours, stored in PostgreSQL),
 * `hocuspocus` (as it comes, stores nothing) or `relay` (sends on what it gets, and knows nothing). Told "memory", it
 * tells how many bytes it holds; told "end", it ends.
 */
const [kind = "product", port = "0"] = process.argv.slice(2);

switch (kind) {
  case "hocuspocus":
    await new Server({
      port: Number(port),
      address: "127.0.0.1",
      quiet: true,
      stopOnSignals: false,
    }).listen();
    break;
  case "relay": {
    const wires = crossws({
      serverOptions: { perMessageDeflate: false },
      hooks: {
        open: (peer) => peer.subscribe("all"),
        message: (peer, message) => {
          peer.publish("all", message.uint8Array(), { compress: false });
        },
      },
    });
    const server = createServer();
    server.on("upgrade", (request, socket, head) => wires.handleUpgrade(request, socket, head));
    server.listen(Number(port), "127.0.0.1");
    break;
  }
  default:
    await aServer({}, Number(port));
}

process.on("message", (wish) => {
  if (wish === "memory") {
    (globalThis as { gc?: () => void }).gc?.();
    const { heapUsed, external, rss } = process.memoryUsage();
    process.send?.({ heap: heapUsed + external, rss });
  } else if (wish === "end") {
    process.exit(0);
  }
});
process.on("disconnect", () => process.exit(0));
process.send?.("ready");
