import { randomBytes } from "node:crypto";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ConfigurationRefused, deriveSecret, readEnv } from "./env";

const KEY = randomBytes(32).toString("base64");

describe("readEnv", () => {
  it("needs nothing for one machine", () => {
    const env = readEnv({});
    expect(env).toMatchObject({
      port: 3000,
      host: "127.0.0.1",
      origin: "http://localhost:3000",
      trustProxy: false,
      database: null,
      masterKey: null,
    });
  });

  it("takes an empty line as not set", () => {
    expect(readEnv({ PORT: "", DATABASE_URL: " " }).port).toBe(3000);
  });

  it("takes the owner's address for both where only one is given", () => {
    const env = readEnv({ DATABASE_URL: "postgres://o:p@db/plenary", PLENARY_MASTER_KEY: KEY });
    expect(env.database).toEqual({
      url: "postgres://o:p@db/plenary",
      directUrl: "postgres://o:p@db/plenary",
    });
  });

  it("reads the master key from a file", () => {
    const file = join(mkdtempSync(join(tmpdir(), "plenary-env-")), "key");
    writeFileSync(file, `${KEY}\n`);
    expect(readEnv({ PLENARY_MASTER_KEY_FILE: file }).masterKey?.toString("base64")).toBe(KEY);
  });

  const refused: [string, Record<string, string>, string][] = [
    ["a port that is no number", { PORT: "web" }, "PORT"],
    ["a port out of range", { PORT: "70000" }, "PORT"],
    ["the open network without an address", { HOST: "0.0.0.0" }, "PLENARY_URL"],
    ["an address with a path", { PLENARY_URL: "https://a.example/x" }, "PLENARY_URL"],
    ["http across a network", { PLENARY_URL: "http://a.example" }, "PLENARY_URL"],
    ["another kind of database", { DATABASE_URL: "mysql://a/b" }, "DATABASE_URL"],
    ["a shared database without a key", { DATABASE_URL: "postgres://a/b" }, "PLENARY_MASTER_KEY"],
    ["a direct address alone", { DIRECT_DATABASE_URL: "postgres://a/b" }, "DATABASE_URL"],
    ["a short key", { PLENARY_MASTER_KEY: "c2hvcnQ=" }, "PLENARY_MASTER_KEY"],
    [
      "a key of zeros",
      { PLENARY_MASTER_KEY: Buffer.alloc(32).toString("base64") },
      "PLENARY_MASTER_KEY",
    ],
    [
      "a key of words",
      { PLENARY_MASTER_KEY: Buffer.from("change-me-change-me-please-12345").toString("base64") },
      "PLENARY_MASTER_KEY",
    ],
    [
      "a key file that is not there",
      { PLENARY_MASTER_KEY_FILE: "/nowhere" },
      "PLENARY_MASTER_KEY_FILE",
    ],
    ["mail without a sender", { SMTP_URL: "smtp://m" }, "MAIL_FROM"],
    ["half an identity provider", { OIDC_ISSUER: "https://id.example" }, "OIDC_CLIENT_ID"],
    ["a wrong word for a switch", { PLENARY_TRUST_PROXY: "yes" }, "PLENARY_TRUST_PROXY"],
  ];

  it.each(refused)("refuses %s, naming the variable and the page", (_what, given, name) => {
    expect(() => readEnv(given)).toThrow(ConfigurationRefused);
    expect(() => readEnv(given)).toThrow(new RegExp(`^${name} .*docs/configuration\\.md\\)\\.$`));
  });

  it("says which address names a socket whose path is too long", () => {
    const folder = `/${"a".repeat(100)}`;
    expect(() =>
      readEnv({ DATABASE_URL: `postgres://plenary@localhost/plenary?host=${folder}` }),
    ).toThrow(/^DATABASE_URL names a socket folder .* too long .*docs\/configuration\.md/);
  });

  it("never repeats a secret in its refusal", () => {
    const secret = "c2hvcnQtYnV0LXNlY3JldA==";
    expect(() => readEnv({ PLENARY_MASTER_KEY: secret })).not.toThrow(secret);
  });
});

describe("deriveSecret", () => {
  it("gives one secret for each purpose and key", () => {
    const one = Buffer.from(KEY, "base64");
    expect(deriveSecret("a", one)).toHaveLength(32);
    expect(deriveSecret("a", one)).toEqual(deriveSecret("a", one));
    expect(deriveSecret("a", one)).not.toEqual(deriveSecret("b", one));
    expect(deriveSecret("a", one)).not.toEqual(deriveSecret("a", randomBytes(32)));
  });
});
