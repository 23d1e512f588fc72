import { afterEach, describe, expect, it, vi } from "vitest";
import { useDatabase } from "@/db/testing/database";
import { aMember, anOrganisation } from "@/db/testing/factories";
import "./testing";
import { authOptions } from "./options";
import { findPersonByIdentity, tieIdentity } from "./outside-identities";
import { newSecret } from "./secret";

useDatabase();
afterEach(() => vi.restoreAllMocks());

const jwt = () => authOptions({}).jwt ?? expect.fail("settings of the cookie");
const secret = "k".repeat(43);

describe("the cookie", () => {
  it("carries the bare secret of the sign-in and nothing else", async () => {
    const own = newSecret();
    const token = { secret: own, name: "Ana", email: "ana@example.org" };
    expect(await jwt().encode?.({ token, secret })).toBe(own);
    expect(await jwt().decode?.({ token: own, secret })).toEqual({ secret: own });
  });

  it("of the way to a provider stays sealed", async () => {
    const sealed = await jwt().encode?.({ token: { value: "x" }, secret, salt: "plenary.state" });
    expect(sealed).toMatch(/^eyJ/);
    const opened = await jwt().decode?.({ token: sealed ?? "", secret, salt: "plenary.state" });
    expect(opened).toMatchObject({ value: "x" });
    await expect(
      jwt().decode?.({ token: sealed ?? "", secret, salt: "plenary.nonce" }),
    ).rejects.toThrow();
  });

  it("has a name of its own, is out of reach of scripts and other sites", () => {
    const { sessionToken } = authOptions({}).cookies ?? {};
    expect(sessionToken).toEqual({
      name: "plenary.session",
      options: { httpOnly: true, secure: false, sameSite: "strict", path: "/" },
    });
  });
});

describe("a sign-in", () => {
  it("that fails for any reason throws nothing: the message would stand in the address", async () => {
    const told = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const course = {};
    const [provider] = authOptions(course).providers;
    // Outside a request there are no headers, and everything below fails.
    const { authorize } = (provider ?? expect.fail("a provider")).options as {
      authorize(typed: unknown): Promise<unknown>;
    };
    expect(await authorize({ email: "ana@example.org", password: "secret words here" })).toBeNull();
    expect(course).toMatchObject({ isBusy: true });
    expect(JSON.stringify(told.mock.calls)).not.toMatch(/ana@|secret words/);
  });

  it("goes on to our own pages only", async () => {
    const redirect = authOptions({}).callbacks?.redirect;
    const baseUrl = "http://localhost:3000";
    expect(await redirect?.({ url: "//evil.example", baseUrl })).toBe(`${baseUrl}/`);
    expect(await redirect?.({ url: "https://evil.example/", baseUrl })).toBe(`${baseUrl}/`);
    expect(await redirect?.({ url: "/cases", baseUrl })).toBe(`${baseUrl}/cases`);
  });

  it("writes no details to the log", () => {
    const told = vi.spyOn(console, "error").mockImplementation(() => undefined);
    authOptions({}).logger?.error?.("CODE", { error: new Error("ana@example.org") } as never);
    expect(told.mock.calls).toEqual([["sign-in: CODE"]]);
  });
});

describe("an account at an outside provider", () => {
  it("belongs to one person for good", async () => {
    const organisation = await anOrganisation();
    const [ana, bo] = [await aMember(organisation), await aMember(organisation)];
    const issuer = "https://id.example";
    expect(await findPersonByIdentity(issuer, "sub-1")).toBeNull();
    expect(await tieIdentity(ana.personId, issuer, "sub-1")).toBe(true);
    expect(await tieIdentity(ana.personId, issuer, "sub-1")).toBe(true);
    expect(await tieIdentity(bo.personId, issuer, "sub-1")).toBe(false);
    expect(await findPersonByIdentity(issuer, "sub-1")).toBe(ana.personId);
    expect(await findPersonByIdentity("https://other.example", "sub-1")).toBeNull();
  });
});
