/**
 * Who may come in where. Every page, route and action that the build publishes must stand here: access.spec.ts reads
 * the build and compares. A new one without a line is a red test, not a hole.
 *
 * - `anybody`: no sign-in needed, and nothing of anybody's is shown.
 * - `link`: whoever holds a secret, single-use link.
 * - `member`: whoever is signed in with a confirmed membership; each sees only what row security gives.
 * - `administrator`: members who administer their organisation.
 * - `case reader`, `case team`, `case editor`, `case lead`, `contributor`: by their standing towards the case in the address.
 * - `session reader`: shipped sessions, one's organisation's, and those of shared commitments.
 */
export type Rule =
  | "anybody"
  | "link"
  | "member"
  | "administrator"
  | "case reader"
  | "case team"
  | "case editor"
  | "case lead"
  | "contributor"
  | "commitment reader"
  | "session reader";

/** Pages and routes by their address, as Next names it. */
export const routes: Record<string, Rule> = {
  "/": "member",
  "/_global-error": "anybody",
  "/_not-found": "anybody",
  "/activity": "member",
  "/api/auth/[...nextauth]": "anybody",
  "/away": "anybody",
  "/icon.svg": "anybody",
  "/leave": "anybody",
  "/sign-in": "anybody",
  "/sign-out": "anybody",
  "/invitations/[token]": "link",
  "/set-up/[token]": "link",
  "/welcome": "administrator",
  "/settings": "member",
};

/** Actions by file and name. */
export const actions: Record<string, Rule> = {};
