import { Agent, request } from "node:http";
import { gunzipSync } from "node:zlib";

export interface Answer {
  status: number;
  type: string;
  /** As it crossed the network: a browser asks for it packed. */
  sent: Buffer;
  encoding: string | null;
  body: Buffer;
  /** From the first byte sent to the last received, in milliseconds. */
  ms: number;
}

export interface Call {
  path: string;
  method?: "GET" | "POST";
  headers?: Record<string, string>;
  body?: string;
}

/** One kept-alive connection to a server on this machine, as a browser would hold it. */
export class Caller {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });

  /** `cookie` goes along with each call. */
  constructor(
    private readonly port: number,
    private readonly cookie?: string,
  ) {}

  call({ path, method = "GET", headers = {}, body }: Call): Promise<Answer> {
    const started = performance.now();
    return new Promise((resolve, reject) => {
      const sent = request(
        {
          agent: this.#agent,
          host: "127.0.0.1",
          port: this.port,
          path,
          method,
          headers: {
            host: `localhost:${this.port}`,
            "accept-encoding": "gzip",
            ...(this.cookie && { cookie: this.cookie }),
            ...(body !== undefined && { "content-length": String(Buffer.byteLength(body)) }),
            ...(method === "POST" && { origin: `http://localhost:${this.port}` }),
            ...headers,
          },
        },
        (response) => {
          const parts: Buffer[] = [];
          response.on("data", (part: Buffer) => parts.push(part));
          response.on("error", reject);
          response.on("end", () => {
            const ms = performance.now() - started;
            const whole = Buffer.concat(parts);
            const encoding = response.headers["content-encoding"] ?? null;
            resolve({
              status: response.statusCode ?? 0,
              type: String(response.headers["content-type"] ?? ""),
              sent: whole,
              encoding,
              body: encoding === "gzip" ? gunzipSync(whole) : whole,
              ms,
            });
          });
        },
      );
      sent.on("error", reject);
      sent.end(body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}
