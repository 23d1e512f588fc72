import { randomBytes } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { alertLanguages, submissionKinds } from "@/db/reference/words";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import { checkFile, open } from "@/lib/briefs/paper/checker/check";
import { type PaperFormat, paperFormats } from "@/lib/briefs/paper/checker/opened";
import { wordsOf } from "@/lib/briefs/paper/words";
import { secondSubmission } from "./commands";
import { paperOf } from "./preview";
import { takeSubmission } from "./queries";
import { aDraft, keep, letter, made, openWorld, realName, seen } from "./testing-world";

useDatabase();
beforeAll(() => {
  process.env.PLENARY_MASTER_KEY = randomBytes(32).toString("base64");
});

describe("in every language", () => {
  it.each(submissionKinds)(
    "a paper of the kind %s says the same words in all four files, and each passes the checker",
    async (kind) => {
      const world = await openWorld();
      await asSuperuser()`update defenders set public_labels = ${asSuperuser().json({
        ar: "محامية",
        es: "Una abogada",
        fr: "Une avocate",
        ru: "Адвокат",
        zh: "一名律师",
      })} where id = ${world.defender}`;
      const draftId = await aDraft(world, kind, letter);
      for (const language of alertLanguages) {
        await keep(world.lead, draftId, { ...letter, language });
        const id = await made(world, draftId);
        await secondSubmission(world.editor, { submissionId: id }).catch(() => undefined);
        const { inputs } = await seen(world, draftId);
        const paper = paperOf(inputs, new Map([[world.defender, realName]]));
        const told = new Map<PaperFormat, string>();
        for (const format of paperFormats) {
          const file =
            (await takeSubmission(world.lead, world.caseId, id, format)) ?? new Uint8Array();
          expect(await checkFile({ format, file, paper }, []), `${language} ${format}`).toEqual([]);
          const { lines } = await open(format, file);
          told.set(
            format,
            lines.flatMap((line) => line.replace(/\p{Cf}/gu, "").split(/\s+/u)).join(" "),
          );
        }
        expect(told.get("html")).toBe(told.get("docx"));
        expect(told.get("html")).toBe(wordsOf(paper).join(" "));
        expect(told.get("html")).toContain(realName);
      }
    },
    180_000,
  );
});
