import "server-only";
import type { NextAuthOptions } from "next-auth";
import { decode, encode, type JWT } from "next-auth/jwt";
import credentialsProvider from "next-auth/providers/credentials";
import { env } from "@/lib/env";
import { authenticate } from "./authenticate";
import { type Begun, endPrevious, furtherStep, keepBrowser, type Proof, signIn } from "./begin";
import { readSecret } from "./cookie";
import { cookieName, cookieOptions, isHttps, sessionSameSite } from "./cookie-names";
import { authSecret } from "./csrf";
import { findActor } from "./find-actor";
import { findPersonByIdentity, tieIdentity } from "./outside-identities";
import { ownPath } from "./own-path";
import { signInSeconds } from "./sign-ins";
import { currentVisitor } from "./visitor";

/** What became of one request to sign in, for the page that answers it. */
export interface Course {
  /** As typed, to be shown again. */
  email?: string;
  isBusy?: boolean;
  begun?: Begun;
}

/**
 * next-auth's settings for one request. The browser's cookie carries the secret of a row in `sign_ins` and nothing
 * else; who that is, and whether still, the database says each time.
 */
export function authOptions(course: Course): NextAuthOptions {
  const { oidc, origin } = env();
  return {
    secret: authSecret(),
    useSecureCookies: isHttps(),
    session: { strategy: "jwt", maxAge: signInSeconds },
    jwt: sessionCookie,
    pages: { signIn: "/sign-in", signOut: "/sign-in", error: "/sign-in" },
    cookies: {
      sessionToken: { name: cookieName("session"), options: cookieOptions(sessionSameSite()) },
      csrfToken: { name: cookieName("csrf"), options: cookieOptions() },
      callbackUrl: { name: cookieName("callback"), options: cookieOptions("lax") },
      state: { name: cookieName("state"), options: { ...cookieOptions("lax"), maxAge: 900 } },
      nonce: { name: cookieName("nonce"), options: { ...cookieOptions("lax"), maxAge: 900 } },
      pkceCodeVerifier: {
        name: cookieName("verifier"),
        options: { ...cookieOptions("lax"), maxAge: 900 },
      },
    },
    providers: [passwordProvider(course), ...(oidc ? [outsideProvider(oidc)] : [])],
    callbacks: {
      redirect: async ({ url }) => origin + (ownPath(url, origin) ?? "/"),
      async signIn({ user, account }) {
        const proof = await proofOf(user.id, account);
        const further = proof && (await furtherStep(proof));
        if (!proof || further) {
          return further ?? false;
        }
        const begun = await signIn(proof, await currentVisitor());
        if (!begun) {
          return false;
        }
        await endPrevious();
        await keepBrowser(begun);
        course.begun = begun;
        return true;
      },
      jwt: async ({ token }) => (course.begun ? { secret: course.begun.secret } : token),
    },
    logger: {
      // The details hold addresses and tokens. Wrong passwords are not worth a line.
      error: (code) => console.error(`sign-in: ${code}`),
      warn: () => undefined,
      debug: () => undefined,
    },
  };
}

/** The session cookie is the bare secret; next-auth's own short-lived cookies (they name a salt) stay sealed. */
const sessionCookie: NextAuthOptions["jwt"] = {
  async encode(params) {
    return saltOf(params) ? encode(params) : String(params.token?.secret ?? "");
  },
  async decode(params): Promise<JWT | null> {
    if (saltOf(params)) {
      return decode(params);
    }
    return params.token ? { secret: params.token } : null;
  },
};

function saltOf(params: object): unknown {
  return "salt" in params ? params.salt : undefined;
}

function passwordProvider(course: Course) {
  return credentialsProvider({
    id: "password",
    credentials: { email: {}, password: {} },
    /** Null for every failure: next-auth writes the message of an error into the address. */
    async authorize(typed) {
      try {
        course.email = typed?.email ?? "";
        const { network, deviceTokens } = await currentVisitor();
        const found = await authenticate({
          email: course.email,
          password: typed?.password ?? "",
          network,
          deviceTokens,
        });
        course.isBusy = found.status === "busy";
        return found.status === "recognised" ? { id: found.personId } : null;
      } catch (error) {
        console.error("sign-in:", error instanceof Error ? error.name : "failed");
        course.isBusy = true;
        return null;
      }
    },
  });
}

/** The organisation's own identity provider, by three variables of the environment. */
function outsideProvider(oidc: { issuer: string; clientId: string; clientSecret: string }) {
  return {
    id: "oidc",
    name: "OpenID Connect",
    type: "oauth",
    wellKnown: `${oidc.issuer.replace(/\/$/, "")}/.well-known/openid-configuration`,
    clientId: oidc.clientId,
    clientSecret: oidc.clientSecret,
    idToken: true,
    checks: ["pkce", "state", "nonce"],
    // Nothing but who it is: names and addresses are kept here, not taken from there.
    authorization: { params: { scope: "openid" } },
    profile: (claims: { sub: string }) => ({ id: claims.sub }),
  } as const satisfies NextAuthOptions["providers"][number];
}

/** Who somebody proved to be, or null. Somebody signed in may tie their outside account to themselves. */
async function proofOf(
  id: string,
  account: { provider: string; providerAccountId: string } | null,
): Promise<Proof | null> {
  const { oidc } = env();
  if (account?.provider === "password") {
    return { personId: id, method: "password" };
  }
  if (account?.provider !== "oidc" || !oidc) {
    return null;
  }
  const subject = account.providerAccountId;
  const known = await findPersonByIdentity(oidc.issuer, subject);
  if (known) {
    return { personId: known, method: "oidc" };
  }
  const secret = await readSecret();
  const actor = secret ? await findActor(secret) : null;
  return actor && (await tieIdentity(actor.personId, oidc.issuer, subject))
    ? { personId: actor.personId, method: "oidc" }
    : null;
}
