/**
 * Finds what the documents promise and the project does not hold: links to missing files,
 * `npm run` commands that do not exist, and settings that differ between the program, its
 * page and `.env.example`.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { PROJECT } from "./project.mjs";

const faults = [];
const { scripts } = JSON.parse(readFileSync(join(PROJECT, "package.json"), "utf8"));

for (const page of findPages(PROJECT)) {
  const text = readFileSync(page, "utf8");
  const name = relative(PROJECT, page);
  for (const [, target] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
    const path = target.split("#")[0];
    const isElsewhere = /^[a-z]+:/.test(target) || path === "";
    if (!isElsewhere && !existsSync(join(dirname(page), decodeURIComponent(path)))) {
      faults.push(`${name}: the link to ${target} leads nowhere`);
    }
  }
  for (const [, script] of text.matchAll(/`npm run ([\w:-]+)/g)) {
    if (!scripts[script]) {
      faults.push(`${name}: there is no command npm run ${script}`);
    }
  }
}

const program = readFileSync(join(PROJECT, "lib/env.ts"), "utf8");
const known = new Set([...program.matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(([, name]) => name));
const described = namesIn("docs/configuration.md", /^\| `([A-Z_]+)`/gm);
const shown = namesIn(".env.example", /^# ?([A-Z_]+)=/gm);
compare("docs/configuration.md", described);
compare(".env.example", shown);

for (const fault of faults) {
  console.error(fault);
}
process.exit(faults.length === 0 ? 0 : 1);

function namesIn(file, pattern) {
  const text = readFileSync(join(PROJECT, file), "utf8");
  return new Set([...text.matchAll(pattern)].map(([, name]) => name));
}

function compare(file, names) {
  for (const name of known) {
    if (!names.has(name)) {
      faults.push(`${file}: the setting ${name} is missing`);
    }
  }
  for (const name of names) {
    if (!known.has(name)) {
      faults.push(`${file}: there is no setting ${name}`);
    }
  }
}

function findPages(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.name.startsWith(".") || ["node_modules", "test-results"].includes(entry.name)) {
      return [];
    }
    if (entry.isDirectory()) {
      return findPages(path);
    }
    return entry.name.endsWith(".md") ? [path] : [];
  });
}
