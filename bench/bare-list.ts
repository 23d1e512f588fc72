import { createServer } from "node:http";
import { gzipSync } from "node:zlib";
import postgres from "postgres";

/**
 * What a list costs without a program around it: for each request one transaction as the program's role and as the same
 * person, with the very statements of the program, and their rows as JSON, packed. Its own process, as the program has
 * its own. Told once over its channel what to ask; tells its port.
 */
export interface BareList {
  url: string;
  secret: string;
  connections: number;
  statements: { text: string; values: unknown }[];
}

process.once("message", ({ url, secret, connections, statements }: BareList) => {
  const sql = postgres(url, { max: connections, onnotice: () => {} });
  const ask = () =>
    sql.begin(async (tx) => {
      await tx`set local role plenary_app`;
      await tx`select app.begin_session(${secret})`;
      const answers: unknown[] = [];
      for (const { text, values } of statements) {
        answers.push(await tx.unsafe(text, values as never[], { prepare: true }));
      }
      return answers;
    });
  const server = createServer((_request, response) => {
    ask().then(
      (answers) => {
        const body = gzipSync(JSON.stringify(answers), { level: 1 });
        response.writeHead(200, {
          "Content-Type": "application/json",
          "Content-Encoding": "gzip",
          "Content-Length": body.length,
        });
        response.end(body);
      },
      (error: Error) => {
        console.error(error.message);
        response.writeHead(500);
        response.end();
      },
    );
  });
  server.listen(0, "127.0.0.1", () => {
    const address = server.address();
    process.send?.({ port: typeof address === "object" && address ? address.port : 0 });
  });
});
process.on("disconnect", () => process.exit(0));
