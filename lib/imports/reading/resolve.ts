import { registerHooks } from "node:module";

/*
 * Lets Node find the program's own files by the names that the program calls them: "@/…" from its folder, and without
 * their extension. Loaded before the reader, in its own thread.
 */
const project = new URL("../../../", import.meta.url);

registerHooks({
  resolve(name, context, next) {
    const isOurs = name.startsWith("@/") || name.startsWith("./") || name.startsWith("../");
    const found = name.startsWith("@/") ? new URL(name.slice(2), project).href : name;
    const inOurs =
      context.parentURL?.startsWith(project.href) && !context.parentURL.includes("/node_modules/");
    return next(
      isOurs && inOurs && !/\.(ts|js|mjs|json)$/.test(found) ? `${found}.ts` : found,
      context,
    );
  },
});
