import { readFileSync } from "node:fs";
import { join } from "node:path";

const build = join(process.cwd(), ".next");

export interface PublishedAction {
  id: string;
  name: string;
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
  ) as { node: Record<string, { filename: string; exportedName: string }> };
  return Object.entries(manifest.node).map(([id, { filename, exportedName }]) => ({
    id,
    name: `${filename}#${exportedName}`,
  }));
}

/** What stands in one list and not in the other, in words; empty when both agree. */
export function differences(published: readonly string[], declared: readonly string[]): string[] {
  return [
    ...published.filter((name) => !declared.includes(name)).map((name) => `undeclared: ${name}`),
    ...declared.filter((name) => !published.includes(name)).map((name) => `gone: ${name}`),
  ];
}
