import { HocuspocusProvider, HocuspocusProviderWebsocket } from "@hocuspocus/provider";
import WebSocket from "crossws/websocket";
import { sql } from "drizzle-orm";
import * as Y from "yjs";
import { asActor } from "@/db/client";
import type { TextNode } from "@/db/schema";
import { anAlert } from "@/db/testing/alerts";
import type { Case, Member } from "@/db/testing/factories";
import { type PartName, seedText } from "@/lib/alerts/shared-text";
import { cookieName } from "@/lib/auth/cookie-names";
import { findFreePort } from "@/lib/serve/free-port";
import { startWebServer, type Upgrades } from "@/lib/serve/server";
import { type LiveOptions, LiveServer, livePath } from "./live-server";

/** An alert with one text in English, written by the case's lead through the database's own door. */
export async function aText(
  theCase: Case,
  lead: Member,
  parts: Partial<Record<PartName, TextNode>> = {},
): Promise<{ alertId: string; textId: string }> {
  const { id: alertId, textId } = await anAlert(theCase, lead);
  await asActor(lead, (tx) =>
    tx.execute(
      sql`select app.store_alert_update(${textId}::uuid, ${Buffer.from(seedText(parts))}::bytea, false)`,
    ),
  );
  return { alertId, textId };
}

/** Our server with nothing but shared texts. */
export interface TestServer {
  port: number;
  origin: string;
  live: LiveServer;
  close(): Promise<void>;
}

export async function aServer(options: LiveOptions = {}, port?: number): Promise<TestServer> {
  const live = new LiveServer(options);
  const web = await aDoor(live.upgrade, port);
  return {
    ...web,
    live,
    async close() {
      await live.close();
      await web.close();
    },
  };
}

/** Our own server with its guard, and behind it nothing but sockets. */
export async function aDoor(
  upgrades: Upgrades,
  chosen?: number,
): Promise<{ port: number; origin: string; close(): Promise<void> }> {
  const port = chosen ?? (await findFreePort());
  const origin = `http://localhost:${port}`;
  const web = await startWebServer({ origin, host: "127.0.0.1", port, trustProxy: false });
  web.open({
    pages: async (_request, response) => {
      response.end();
    },
    readiness: async () => ({ database: true, migrations: true }),
    upgrades,
  });
  return { port, origin, close: () => web.close(100) };
}

/** The headers that somebody's browser sends along. */
export const headersOf = (server: { origin: string }, secret: string | null) => ({
  origin: server.origin,
  ...(secret && { cookie: `${cookieName("session")}=${secret}` }),
});

/** A WebSocket as a browser would open it, for those who write messages themselves. */
export function aWire(
  server: { origin: string; port: number },
  headers: Record<string, string>,
  path = livePath,
): globalThis.WebSocket {
  const Constructor = WebSocket as unknown as new (
    url: string,
    protocols: string[],
    options: { headers: Record<string, string> },
  ) => globalThis.WebSocket;
  const { host, ...rest } = { host: new URL(server.origin).host, ...headers };
  const wire = new Constructor(`ws://127.0.0.1:${server.port}${path}`, [], {
    headers: { ...rest, host },
  });
  wire.binaryType = "arraybuffer";
  // The provider stops listening before it closes one that is just opening.
  wire.addEventListener("error", () => undefined);
  return wire;
}

/** An editor without a screen: a shared text that is connected, by the same provider as in the browser. */
export interface Editor {
  shared: Y.Doc;
  provider: HocuspocusProvider;
  socket: HocuspocusProviderWebsocket;
  /** Why the server closed, the newest last. */
  closed: { code: number; reason: string }[];
  /** Resolves when it has the text. */
  opened(): Promise<void>;
  /** Resolves when the server has confirmed everything. */
  kept(patience?: number): Promise<void>;
  destroy(): void;
}

export function anEditor(
  server: { origin: string; port: number },
  secret: string | null,
  textId: string,
  { shared = new Y.Doc(), reconnects = true }: { shared?: Y.Doc; reconnects?: boolean } = {},
): Editor {
  const closed: Editor["closed"] = [];
  const socket = new HocuspocusProviderWebsocket({
    url: server.origin,
    // As the desk does: what is queued while offline is in the handshake.
    WebSocketPolyfill: class {
      constructor() {
        (
          (socket as unknown as { messageQueue: unknown[] } | undefined) ?? { messageQueue: [] }
        ).messageQueue = [];
        // biome-ignore lint/correctness/noConstructorReturn: the provider wants a class, we want headers.
        return aWire(server, headersOf(server, secret)) as never;
      }
    },
    autoConnect: false,
    delay: 100,
    minDelay: 50,
    maxDelay: 500,
  });
  const provider = new HocuspocusProvider({
    websocketProvider: socket,
    name: textId,
    document: shared,
    token: "cookie",
    onClose: ({ event }) => {
      closed.push({ code: event.code, reason: event.reason });
      if (!reconnects) {
        socket.disconnect();
      }
    },
  });
  provider.attach();
  void socket.connect();
  return {
    shared,
    provider,
    socket,
    closed,
    opened: () => until(() => provider.isSynced, "the text to arrive"),
    kept: (patience) =>
      until(() => provider.isSynced && provider.unsyncedChanges === 0, "a confirmation", patience),
    destroy() {
      provider.destroy();
      socket.destroy();
      shared.destroy();
    },
  };
}

/** Waits until something is so; throws what it waited for. */
export async function until(
  isSo: () => boolean | Promise<boolean>,
  what: string,
  patience = 15_000,
): Promise<void> {
  const end = Date.now() + patience;
  while (!(await isSo())) {
    if (Date.now() > end) {
      throw new Error(`Waited in vain for ${what}.`);
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Types words at the end of the first block of a part. */
export function type(shared: Y.Doc, part: PartName, text: string): void {
  const block = shared.getXmlFragment(part).get(0) as Y.XmlElement;
  let inner = block.get(0) as Y.XmlText | undefined;
  shared.transact(() => {
    if (!inner) {
      inner = new Y.XmlText();
      block.insert(0, [inner]);
    }
    inner.insert(inner.length, text);
  });
}

/** The words of a part, a block a line. */
export function plain(shared: Y.Doc, part: PartName): string {
  return shared
    .getXmlFragment(part)
    .toArray()
    .map((block) =>
      (block as Y.XmlElement)
        .toArray()
        .map((inner) =>
          inner instanceof Y.XmlText
            ? (inner.toDelta() as { insert: string }[]).map(({ insert }) => insert).join("")
            : "",
        )
        .join(""),
    )
    .join("\n");
}
