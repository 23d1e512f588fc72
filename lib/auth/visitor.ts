import "server-only";
import { headers } from "next/headers";
import { readDeviceCookie } from "./cookie";
import { deviceLabel } from "./device-label";
import { readTokens } from "./known-devices";
import { networkOf } from "./network";

/** Somebody who is not signed in (yet), as far as we look at them at all. */
export interface Visitor {
  network: string | null;
  deviceTokens: string[];
  device: string;
}

/** The visitor of this request. */
export async function currentVisitor(): Promise<Visitor> {
  const [headerList, deviceCookie] = await Promise.all([headers(), readDeviceCookie()]);
  return {
    // Written by lib/serve/guard from the socket or the trusted proxy; what came from outside is gone.
    network: networkOf(headerList.get("x-forwarded-for")),
    deviceTokens: readTokens(deviceCookie),
    device: deviceLabel(headerList.get("user-agent")),
  };
}
