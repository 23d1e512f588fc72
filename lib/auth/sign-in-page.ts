import "server-only";
import { headers } from "next/headers";
import { env } from "@/lib/env";
import { csrfToken } from "./cookie";
import { ownPath } from "./own-path";
import { readTypedEmail } from "./typed-email";

/** What the sign-in page needs to know of its request. */
export interface SignInPage {
  csrfToken: string;
  /** What was typed before the form came back. */
  email: string;
  goOn: string;
  outside: boolean;
  /**
   * Somebody followed a link on another site. The browser keeps a strict cookie back then, so that they may well be
   * signed in; a step on our own page tells.
   */
  isFromElsewhere: boolean;
}

export async function readSignInPage({
  to,
  again,
}: {
  to: string | undefined;
  again: boolean;
}): Promise<SignInPage> {
  const { origin, oidc } = env();
  const site = (await headers()).get("sec-fetch-site");
  return {
    csrfToken: await csrfToken(),
    email: again ? await readTypedEmail() : "",
    goOn: (to && ownPath(to, origin)) || "/",
    outside: oidc !== null,
    isFromElsewhere: site === "cross-site" || site === "same-site",
  };
}
