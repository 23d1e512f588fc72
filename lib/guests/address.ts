import "server-only";
import { createHmac } from "node:crypto";
import { deriveSecret, env } from "@/lib/env";

/**
 * The secret of a link, worked out from its id with a key that the database does not have: so it is kept nowhere, and
 * whoever may make a link can still be shown its address, and put it on paper.
 */
export const guestSecret = (linkId: string): string =>
  createHmac("sha256", deriveSecret("guest-links")).update(linkId, "utf8").digest("base64url");

/** The whole address of a link. */
export const guestAddress = (linkId: string): string =>
  `${env().origin}/guest/${guestSecret(linkId)}`;
