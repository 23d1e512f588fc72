import { hkdfSync } from "node:crypto";
import { readFileSync } from "node:fs";
import { z } from "zod";

/** A setting can't be used; the message names the variable and the page that explains it. */
export class ConfigurationRefused extends Error {
  override name = "ConfigurationRefused";
}

const PAGE = "docs/configuration.md";
const LOOPBACK = ["localhost", "127.0.0.1", "::1", "[::1]"];

const text = z.string().trim().min(1).optional();
const flag = z
  .enum(["1", "0", "true", "false"], { error: "must be 1 or 0" })
  .optional()
  .transform((value) => value === "1" || value === "true");
/** The operating system keeps a socket's path in 108 bytes; `/.s.PGSQL.5432` and the closing zero are among them. */
const LONGEST_SOCKET_FOLDER = 107 - "/.s.PGSQL.65535".length;

const postgresAddress = z
  .url({ protocol: /^postgres(ql)?$/, error: "must begin with postgres://" })
  .refine(
    (address) => {
      const folder = URL.canParse(address) ? new URL(address).searchParams.get("host") : null;
      return Buffer.byteLength(folder ?? "") <= LONGEST_SOCKET_FOLDER;
    },
    {
      error: `names a socket folder of more than ${LONGEST_SOCKET_FOLDER} bytes, which is too long`,
    },
  )
  .optional();

const variables = z.object({
  PORT: z.coerce
    .number({ error: "must be a number from 1 to 65535" })
    .int({ error: "must be a whole number" })
    .min(1, { error: "must be a number from 1 to 65535" })
    .max(65535, { error: "must be a number from 1 to 65535" })
    .default(3000),
  HOST: z.string().trim().min(1).default("127.0.0.1"),
  PLENARY_URL: z
    .url({ protocol: /^https?$/, error: "must be an address such as https://plenary.example.org" })
    .optional(),
  PLENARY_TRUST_PROXY: flag,
  PLENARY_DATA_DIR: text,
  DATABASE_URL: postgresAddress,
  DIRECT_DATABASE_URL: postgresAddress,
  PLENARY_DB_LEASES: z.coerce
    .number({ error: "must be a number from 1 to 500" })
    .int({ error: "must be a whole number" })
    .min(1, { error: "must be a number from 1 to 500" })
    .max(500, { error: "must be a number from 1 to 500" })
    .optional(),
  PLENARY_DB_POOLER: z
    .enum(["transaction"], { error: "must be 'transaction' or unset" })
    .optional(),
  PLENARY_MASTER_KEY: text,
  PLENARY_MASTER_KEY_FILE: text,
  SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: "must begin with smtp:// or smtps://" })
    .optional(),
  MAIL_FROM: text,
  OIDC_ISSUER: z
    .url({ protocol: /^https?$/, error: "must be the address of the identity provider" })
    .optional(),
  OIDC_CLIENT_ID: text,
  OIDC_CLIENT_SECRET: text,
});

/** The names of all variables, in the order in which the documents list them. */
export const VARIABLE_NAMES = Object.keys(variables.shape);

export type Env = {
  port: number;
  host: string;
  /** The one origin that people use, without a slash at the end. */
  origin: string;
  /** Whether a proxy in front is trusted to name the client's address. */
  trustProxy: boolean;
  /** Folder of keys and of the embedded database, where one was named. */
  dataDir: string | null;
  /** External PostgreSQL; null means the embedded one. */
  database: { url: string; directUrl: string } | null;
  smtp: { url: string; from: string } | null;
  oidc: { issuer: string; clientId: string; clientSecret: string } | null;
  /** 32 bytes, or null while the embedded program has not made its own yet. */
  masterKey: Buffer | null;
};

/**
 * Reads and checks the configuration. Throws ConfigurationRefused with one sentence for
 * the first thing that is wrong. Never cached: for the running program use `env()`.
 */
export function readEnv(source: Record<string, string | undefined> = process.env): Env {
  // An empty line in a .env file means "not set".
  const given = Object.fromEntries(
    VARIABLE_NAMES.map((name) => [name, source[name]?.trim() || undefined]),
  );
  const parsed = variables.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    refuse(String(issue?.path[0]), issue?.message ?? "can't be used");
  }
  const value = parsed.data;
  refuseHalfSet(value, ["SMTP_URL", "MAIL_FROM"]);
  refuseHalfSet(value, ["OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"]);
  if (value.DIRECT_DATABASE_URL && !value.DATABASE_URL) {
    refuse("DATABASE_URL", "must be set where DIRECT_DATABASE_URL is");
  }
  const masterKey = readMasterKey(value);
  if (value.DATABASE_URL && !masterKey) {
    refuse(
      "PLENARY_MASTER_KEY",
      "(or PLENARY_MASTER_KEY_FILE) must be set where DATABASE_URL is, since all instances share it",
    );
  }
  return {
    port: value.PORT,
    host: value.HOST,
    origin: chooseOrigin(value),
    trustProxy: value.PLENARY_TRUST_PROXY,
    dataDir: value.PLENARY_DATA_DIR ?? null,
    database: value.DATABASE_URL
      ? { url: value.DATABASE_URL, directUrl: value.DIRECT_DATABASE_URL ?? value.DATABASE_URL }
      : null,
    smtp: value.SMTP_URL && value.MAIL_FROM ? { url: value.SMTP_URL, from: value.MAIL_FROM } : null,
    oidc:
      value.OIDC_ISSUER && value.OIDC_CLIENT_ID && value.OIDC_CLIENT_SECRET
        ? {
            issuer: value.OIDC_ISSUER,
            clientId: value.OIDC_CLIENT_ID,
            clientSecret: value.OIDC_CLIENT_SECRET,
          }
        : null,
    masterKey,
  };
}

let known: Env | undefined;

/** The configuration of the running program, read once. */
export function env(): Env {
  known ??= readEnv();
  return known;
}

/**
 * A secret of 32 bytes for one purpose, derived from the master key (HKDF-SHA-256), so
 * that one key is kept and none is used twice. The same purpose gives the same secret on
 * every instance. Throws while there is no master key.
 */
export function deriveSecret(purpose: string, masterKey: Buffer | null = env().masterKey): Buffer {
  if (!masterKey) {
    throw new ConfigurationRefused(`PLENARY_MASTER_KEY is not set (see ${PAGE}).`);
  }
  return Buffer.from(hkdfSync("sha256", masterKey, "", `plenary/${purpose}`, 32));
}

type Values = z.infer<typeof variables>;

function chooseOrigin(value: Values): string {
  if (!value.PLENARY_URL) {
    if (!LOOPBACK.includes(value.HOST)) {
      refuse("PLENARY_URL", "must be set where HOST is not an address of this machine only");
    }
    return `http://localhost:${value.PORT}`;
  }
  const url = new URL(value.PLENARY_URL);
  if (url.pathname !== "/" || url.search || url.hash || url.username || url.password) {
    refuse("PLENARY_URL", "must be an origin, without a path, such as https://plenary.example.org");
  }
  const isPrivate = LOOPBACK.includes(url.hostname) || url.hostname.endsWith(".onion");
  if (url.protocol === "http:" && !isPrivate) {
    refuse(
      "PLENARY_URL",
      "must begin with https://, or names and passwords cross the network open",
    );
  }
  return url.origin;
}

function readMasterKey(value: Values): Buffer | null {
  if (value.PLENARY_MASTER_KEY) {
    return checkKey("PLENARY_MASTER_KEY", value.PLENARY_MASTER_KEY);
  }
  if (!value.PLENARY_MASTER_KEY_FILE) {
    return null;
  }
  let content: string;
  try {
    content = readFileSync(value.PLENARY_MASTER_KEY_FILE, "utf8").trim();
  } catch {
    refuse("PLENARY_MASTER_KEY_FILE", "names a file that can't be read");
  }
  return checkKey("PLENARY_MASTER_KEY_FILE", content);
}

/** 32 bytes of chance practically never repeat half of them or spell words. */
function checkKey(name: string, base64: string): Buffer {
  const key = Buffer.from(base64, "base64");
  const isWhole = key.length === 32 && /^[A-Za-z0-9+/_-]{43}=?$/.test(base64);
  const isVaried = new Set(key).size >= 16;
  const isText = key.every((byte) => byte >= 0x20 && byte < 0x7f);
  if (!isWhole || !isVaried || isText) {
    refuse(name, "must hold 32 random bytes in base64; make them with: openssl rand -base64 32");
  }
  return key;
}

function refuseHalfSet(value: Values, names: (keyof Values)[]): void {
  const missing = names.filter((name) => value[name] === undefined);
  const [first] = missing;
  if (first && missing.length < names.length) {
    refuse(first, `must be set too: ${names.join(", ")} belong together`);
  }
}

function refuse(name: string, reason: string): never {
  throw new ConfigurationRefused(`${name} ${reason} (see ${PAGE}).`);
}
