import { readFileSync } from "node:fs";
import { join } from "node:path";

const build = join(process.cwd(), ".next");

export interface PublishedAction {
  id: string;
  name: string;
  /** The address of a page that offers it: elsewhere Next does not run it. */
  page: string;
}

/** Every page and route that the build serves, by its address. */
export function publishedRoutes(): string[] {
  const manifest = JSON.parse(
    readFileSync(join(build, "app-path-routes-manifest.json"), "utf8"),
  ) as Record<string, string>;
  return [...new Set(Object.values(manifest))].sort();
}

/** Every action that the build lets anybody call, with the id by which it is called. */
export function publishedActions(): PublishedAction[] {
  const manifest = JSON.parse(
    readFileSync(join(build, "server", "server-reference-manifest.json"), "utf8"),
  ) as { node: Record<string, { filename: string; exportedName: string; workers: object }> };
  return Object.entries(manifest.node).map(([id, { filename, exportedName, workers }]) => ({
    id,
    name: `${filename}#${exportedName}`,
    page: addressOf(
      Object.keys(workers).find((worker) => worker.endsWith("/page")) ??
        Object.keys(workers)[0] ??
        "",
    ),
  }));
}

/** `app/(workspace)/cases/new/page` is `/cases/new`. */
function addressOf(worker: string): string {
  const address = worker
    .replace(/^app/, "")
    .replace(/\/(page|route)$/, "")
    .replace(/\/\([^)]+\)/g, "");
  return address || "/";
}

/** What stands in one list and not in the other, in words; empty when both agree. */
export function differences(published: readonly string[], declared: readonly string[]): string[] {
  return [
    ...published.filter((name) => !declared.includes(name)).map((name) => `undeclared: ${name}`),
    ...declared.filter((name) => !published.includes(name)).map((name) => `gone: ${name}`),
  ];
}
