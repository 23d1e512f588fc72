import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import "./testing";
import { authSecret, newCsrfCookie, readCsrfToken } from "./csrf";

it("makes the cookie as next-auth makes its own", () => {
  const [token, signature] = newCsrfCookie().split("|");
  expect(token).toMatch(/^[0-9a-f]{64}$/);
  expect(signature).toBe(createHash("sha256").update(`${token}${authSecret()}`).digest("hex"));
});

it("reads its own cookies only", () => {
  const cookie = newCsrfCookie();
  expect(readCsrfToken(cookie)).toBe(cookie.split("|")[0]);
  expect(readCsrfToken(`x${cookie}`)).toBeNull();
  expect(readCsrfToken(cookie.slice(0, -1))).toBeNull();
  expect(readCsrfToken("abc")).toBeNull();
  expect(readCsrfToken(undefined)).toBeNull();
});
