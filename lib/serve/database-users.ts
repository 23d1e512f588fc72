import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isMarkAlive, processMark } from "./process-mark";

let joined = 0;

/**
 * Notes that this process uses the database in the folder, and returns how to leave.
 * Leaving answers true when nobody else is left, so that the last one stops the server;
 * users that were killed are not counted.
 */
export function joinDatabase(folder: string): { leave(): boolean } {
  const users = join(folder, "users");
  mkdirSync(users, { recursive: true, mode: 0o700 });
  joined += 1;
  const own = `${processMark()}-${joined}`;
  writeFileSync(join(users, own), "", { mode: 0o600 });
  return {
    leave() {
      rmSync(join(users, own), { force: true });
      const others = readdirSync(users).filter((name) => {
        const alive = isMarkAlive(name.split("-").slice(0, 2).join("-"));
        if (!alive) {
          rmSync(join(users, name), { force: true });
        }
        return alive;
      });
      return others.length === 0;
    },
  };
}
