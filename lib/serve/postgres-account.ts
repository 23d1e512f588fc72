import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  existsSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
} from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";
import { copyNative } from "./postgres-binaries";
import { readPostmaster } from "./postmaster-file";
import { Sentence } from "./sentence";

const NOBODY = { uid: 65534, gid: 65534 };

/** Who runs the server, and where its binaries and its files are for that user. */
export type PostgresAccount = {
  /** Folder of the database, as that user reaches it. */
  home: string;
  /** Folder with `bin`, `lib` and `share`. */
  native: string;
  /** Put before each command: empty, or a call of `unshare`. */
  prefix: string[];
  /** Set for `spawn` when we are root and run the server as somebody else. */
  as: { uid: number; gid: number } | Record<string, never>;
  /** Owner that the server's files must have on disk. */
  owner: { uid: number; gid: number } | null;
};

/**
 * PostgreSQL refuses to run as root, so root steps down: to the user who owns the
 * files already, else `postgres`, else `nobody`. Where that user can't reach the
 * binaries or the folder (a project below /root), a user namespace keeps everything in
 * place; where namespaces are forbidden, binaries and database move to /var/lib/plenary.
 * An ordinary user runs the server directly.
 */
export function chooseAccount(home: string, native: string): PostgresAccount {
  makeFolder(home);
  if (process.getuid?.() !== 0) {
    return ordinaryUser(home, native);
  }
  const cluster = join(home, "cluster");
  const holder = existsSync(cluster) ? statSync(cluster) : null;
  const user = holder && holder.uid !== 0 ? { uid: holder.uid, gid: holder.gid } : serviceUser();
  chmodSync(home, 0o711);
  if (canReach(user, native, home)) {
    return { home, native, prefix: [], as: user, owner: user };
  }
  const prefix = ["unshare", "-U", "--map-user=65534", "--map-group=65534"];
  if (
    spawnSync(prefix[0] ?? "", [...prefix.slice(1), join(native, "bin/postgres"), "--version"])
      .status === 0
  ) {
    return { home, native, prefix, as: {}, owner: { uid: 0, gid: 0 } };
  }
  return moved(home, native, user);
}

/**
 * Gives the files of a cluster to the account where an earlier start as somebody else left them otherwise. Not while a
 * server runs on them: it would lose its own files under its hands.
 */
export function giveTo(account: PostgresAccount, cluster: string): void {
  if (!account.owner || !existsSync(cluster) || readPostmaster(cluster)) {
    return;
  }
  const { uid, gid } = account.owner;
  if (lstatSync(cluster).uid === uid) {
    return;
  }
  const walk = (entry: string) => {
    if (lstatSync(entry).isDirectory()) {
      for (const name of readdirSync(entry)) {
        walk(join(entry, name));
      }
    }
    lchownSync(entry, uid, gid);
  };
  walk(cluster);
}

function ordinaryUser(home: string, native: string): PostgresAccount {
  const cluster = join(home, "cluster");
  const uid = process.getuid?.();
  if (existsSync(cluster) && uid !== undefined && statSync(cluster).uid !== uid) {
    throw new Sentence(
      `The database in ${home} belongs to another user; start Plenary as that user or as root, or set PLENARY_DATA_DIR to a folder of your own.`,
    );
  }
  try {
    userInfo();
  } catch {
    throw new Sentence(
      `The user number ${uid} has no entry in /etc/passwd, which PostgreSQL needs; add one, or set DATABASE_URL, see docs/configuration.md.`,
    );
  }
  return { home, native, prefix: [], as: {}, owner: null };
}

function makeFolder(home: string): void {
  try {
    mkdirSync(home, { recursive: true, mode: 0o700 });
    accessSync(home, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "ENOSPC") {
      throw new Sentence(`The disk is full: the folder ${home} can't be made.`);
    }
    throw new Sentence(
      `Plenary may not write to ${home} (${code}); give your user rights to it, or set PLENARY_DATA_DIR to a folder of your own.`,
    );
  }
}

function moved(home: string, native: string, user: { uid: number; gid: number }): PostgresAccount {
  const name = createHash("sha256").update(home).digest("hex").slice(0, 12);
  const parent = "/var/lib/plenary";
  try {
    mkdirSync(parent, { recursive: true, mode: 0o755 });
    const copy = canReach(user, native, parent) ? native : copyNative(native, parent);
    const other = join(parent, name);
    mkdirSync(other, { recursive: true, mode: 0o711 });
    if (canReach(user, copy, other)) {
      return { home: other, native: copy, prefix: [], as: user, owner: user };
    }
  } catch (error) {
    if (!["EACCES", "EROFS", "EPERM"].includes((error as NodeJS.ErrnoException).code ?? "")) {
      throw error;
    }
  }
  throw new Sentence(
    `PostgreSQL may not run as root, and no other user of this machine can reach ${home}; set PLENARY_DATA_DIR to a folder below one that everybody may enter, such as /var/lib.`,
  );
}

function serviceUser(): { uid: number; gid: number } {
  try {
    const lines = readFileSync("/etc/passwd", "utf8").split("\n");
    const [, , uid, gid] = lines.find((line) => line.startsWith("postgres:"))?.split(":") ?? [];
    return uid && gid ? { uid: Number(uid), gid: Number(gid) } : NOBODY;
  } catch {
    return NOBODY;
  }
}

/** Asks the kernel, as that user, because rights of every parent folder count. */
function canReach(user: { uid: number; gid: number }, native: string, home: string): boolean {
  const test = spawnSync(
    "/bin/sh",
    [
      "-c",
      'test -x "$1" && test -r "$2" && test -x "$3"',
      "sh",
      join(native, "bin/postgres"),
      join(native, "share"),
      home,
    ],
    { ...user, cwd: "/" },
  );
  return test.status === 0;
}

/** Makes a file of ours readable for the server's user only. */
export function handOver(account: PostgresAccount, file: string): void {
  if (account.owner) {
    chownSync(file, account.owner.uid, account.owner.gid);
  }
}
