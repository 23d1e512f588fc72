import * as encoding from "lib0/encoding";
import { messages } from "./messages";
import { aWire, headersOf, type TestServer } from "./testing";

/** One message as it crosses the wire. */
export function message(
  textId: string,
  kind: number,
  write: (to: encoding.Encoder) => void,
): Uint8Array {
  const to = encoding.createEncoder();
  encoding.writeVarString(to, textId);
  encoding.writeVarUint(to, kind);
  write(to);
  return encoding.toUint8Array(to);
}

/** Asks to open a text. */
export const knock = (textId: string, token = "x") =>
  message(textId, messages.auth, (to) => {
    encoding.writeVarUint(to, 0);
    encoding.writeVarString(to, token);
  });

/** A part of the shared text, or the wish for it. */
export const sync = (textId: string, kind: 0 | 1 | 2, bytes: Uint8Array) =>
  message(textId, messages.sync, (to) => {
    encoding.writeVarUint(to, kind);
    encoding.writeVarUint8Array(to, bytes);
  });

/** A socket of somebody who writes their own messages; tells how it ended. */
export async function intrude(
  server: TestServer,
  secret: string | null,
  sent: Uint8Array[],
  {
    headers = headersOf(server, secret),
    patience = 5_000,
  }: { headers?: Record<string, string>; patience?: number } = {},
): Promise<{
  code: number;
  reason: string;
  received: number;
  isOpen: boolean;
  bytes: Uint8Array[];
}> {
  const wire = aWire(server, headers);
  const bytes: Uint8Array[] = [];
  wire.onmessage = ({ data }) => {
    bytes.push(new Uint8Array(data as ArrayBuffer));
  };
  wire.onopen = () => {
    for (const one of sent) {
      wire.send(one as never);
    }
  };
  wire.onerror = () => undefined;
  return new Promise((resolve) => {
    const done = (code: number, reason: string, isOpen: boolean) => {
      clearTimeout(timer);
      wire.onclose = null;
      wire.close();
      resolve({ code, reason, received: bytes.length, isOpen, bytes });
    };
    const timer = setTimeout(() => done(0, "", true), patience);
    wire.onclose = ({ code, reason }) => done(code, reason, false);
  });
}
