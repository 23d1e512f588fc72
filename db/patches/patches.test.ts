import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
// @ts-expect-error plain Node, so that it runs before anything is installed
import { apply, applyPatches, PatchRefused, rewrite, stateOf } from "./apply.mjs";
// @ts-expect-error plain Node
import { patch } from "./postgres+3.4.9.mjs";

const installed = join(createRequire(import.meta.url).resolve("postgres"), "../../..");
const modules = mkdtempSync(join(tmpdir(), "plenary-patch-"));
const copy = join(modules, "postgres");
cpSync(installed, copy, { recursive: true });
afterAll(() => rmSync(modules, { recursive: true }));

const read = (folder: string, file: string) => readFileSync(join(folder, file), "utf8");

describe("the patch of the driver", () => {
  it("is applied to both builds that are installed", () => {
    for (const file of patch.files) {
      expect(stateOf(read(installed, file), patch.changes), file).toBe("patched");
    }
  });

  it("changes nothing the second time", () => {
    expect(applyPatches()).toBe(0);
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
    const [first, second] = patch.files;
    const original = rewrite(read(installed, first), patch.changes, { reverse: true });
    const foreign = read(installed, second).replace(
      "socket.write(bytes, fn)",
      "socket.send(bytes)",
    );
    writeFileSync(join(copy, first), original);
    writeFileSync(join(copy, second), foreign);
    expect(() => apply(patch, modules)).toThrow(PatchRefused);
    expect(read(copy, first)).toBe(original);
    expect(() => apply({ ...patch, version: "3.4.8" }, modules)).toThrow(/3\.4\.9 is installed/);
    expect(() => apply({ ...patch, package: "absent" }, modules)).toThrow(/not installed/);
  });
});
