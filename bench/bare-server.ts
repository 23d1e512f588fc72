import { createServer } from "node:http";

/**
 * The least that a server in Node can do: it sends bytes that it was given before. Its own process, as the program
 * has its own. Told over its channel to whoever started it: `{ path, type, encoding, body (base64) }`; tells its port.
 */
const answers = new Map<string, { type: string; encoding: string | null; body: Buffer }>();

const server = createServer((request, response) => {
  const answer = answers.get(request.url ?? "");
  // What is sent is read, as the program has to.
  request.on("data", () => {});
  request.on("end", () => {
    response.writeHead(answer ? 200 : 404, {
      "Content-Type": answer?.type ?? "text/plain",
      "Content-Length": answer?.body.length ?? 0,
      ...(answer?.encoding && { "Content-Encoding": answer.encoding }),
    });
    response.end(answer?.body);
  });
});

type Lesson = { path: string; type: string; encoding: string | null; body: string };

process.on("message", ({ path, type, encoding, body }: Lesson) => {
  answers.set(path, { type, encoding, body: Buffer.from(body, "base64") });
  process.send?.({ learnt: path });
});
process.on("disconnect", () => process.exit(0));

server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.send?.({ port: typeof address === "object" && address ? address.port : 0 });
});
