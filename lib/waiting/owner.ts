import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { hashSecret } from "@/lib/auth/secret";
import type { DeviceOwner } from "./waiting";

/** Whose it is what a device keeps for this actor. */
export function deviceOwner(actor: Pick<Actor, "personId" | "membershipId">): DeviceOwner {
  const mark = (id: string) => hashSecret(`corridor ${id}`).toString("base64url").slice(0, 22);
  return { person: mark(actor.personId), place: mark(actor.membershipId) };
}
