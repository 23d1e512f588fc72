import { readFileSync } from "node:fs";

/**
 * Names a process so that a later process with the same number is not taken for it:
 * numbers come again soon in containers, start times do not.
 */
export function processMark(pid: number = process.pid): string {
  return `${pid}-${startTicks(pid)}`;
}

/** True while the process that a mark was made for still runs. */
export function isMarkAlive(mark: string): boolean {
  const [pid, ticks] = mark.split("-");
  const number = Number(pid);
  return Number.isInteger(number) && isAlive(number) && startTicks(number) === ticks;
}

/** True while a process with this number exists, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** False only when it is certain that the process is not a PostgreSQL server. */
export function mayBePostgres(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("postgres");
  } catch {
    return isAlive(pid);
  }
}

function startTicks(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The command name in brackets may hold spaces, so count from the last bracket.
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "0";
  } catch {
    return "0";
  }
}
