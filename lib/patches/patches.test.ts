import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
// @ts-expect-error plain Node, so that it runs before anything is installed
import { apply, applyPatches, PatchRefused, patches, rewrite, stateOf } from "./apply.mjs";

const require = createRequire(import.meta.url);
const modules = mkdtempSync(join(tmpdir(), "plenary-patch-"));
afterAll(() => rmSync(modules, { recursive: true }));

/** Where a package is installed. */
const folderOf = (name: string) => {
  const [before] = require.resolve(name).split(`/node_modules/${name}/`);
  return `${before}/node_modules/${name}`;
};

const read = (folder: string, file: string) => readFileSync(join(folder, file), "utf8");

it("changes nothing the second time", () => {
  expect(applyPatches()).toBe(0);
});

describe.each<(typeof patches)[number]>(patches)("the patch of $package", (patch) => {
  const installed = folderOf(patch.package);
  const copy = join(modules, patch.package);
  cpSync(installed, copy, { recursive: true });

  it("is applied to every build that is installed", () => {
    for (const file of patch.files) {
      expect(stateOf(read(installed, file), patch.changes), file).toBe("patched");
    }
  });

  it("turns the original into exactly the patched file", () => {
    for (const file of patch.files) {
      const original = rewrite(read(installed, file), patch.changes, { reverse: true });
      expect(stateOf(original, patch.changes)).toBe("original");
      writeFileSync(join(copy, file), original);
    }
    expect(apply(patch, modules)).toBe(patch.files.length);
    for (const file of patch.files) {
      expect(read(copy, file)).toBe(read(installed, file));
    }
  });

  it("refuses a file it does not know, another version, and a missing package, and writes nothing", () => {
    const [first] = patch.files;
    const last = patch.files.at(-1);
    const original = rewrite(read(installed, first), patch.changes, { reverse: true });
    const [change] = patch.changes;
    writeFileSync(join(copy, first), original);
    const foreign = original.replace(change.find, "// something else");
    writeFileSync(join(copy, last), foreign);
    expect(() => apply(patch, modules)).toThrow(PatchRefused);
    expect(read(copy, first)).toBe(first === last ? foreign : original);
    expect(() => apply({ ...patch, version: "0.0.1" }, modules)).toThrow(
      `${patch.version} is installed`,
    );
    expect(() => apply({ ...patch, package: "absent" }, modules)).toThrow(/not installed/);
  });
});
