import "server-only";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { readSecret } from "./cookie";
import { type Actor, findActor } from "./find-actor";
import { pathHeader } from "./path-header";

export type { Actor };

/** Who is asking in this request, if anybody; looked up once a request. */
export const currentActor = cache(async (): Promise<Actor | null> => {
  const secret = await readSecret();
  return secret ? findActor(secret) : null;
});

/**
 * Who is asking; sends everybody else to the sign-in page, from which they come back to where they were. Each page and
 * each action calls it. The sign-in page says so where something was sent meanwhile, which is then `lost`.
 */
export async function requireActor({ lost = false } = {}): Promise<Actor> {
  const actor = await currentActor();
  if (!actor) {
    const path = (await headers()).get(pathHeader);
    const query = new URLSearchParams({
      ...(path && path !== "/" && { to: path }),
      ...(lost && { lost: "1" }),
    });
    redirect(query.size > 0 ? `/sign-in?${query}` : "/sign-in");
  }
  return actor;
}
