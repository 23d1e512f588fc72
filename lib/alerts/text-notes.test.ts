import { randomBytes } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { useDatabase } from "@/db/testing/database";
import type { Member } from "@/db/testing/factories";
import { openThread, settleThread } from "@/lib/alert-talk/commands";
import { foldAndDerive } from "./derive";
import { aScene, row, type Scene, type } from "./testing-scene";
import { listTextNotes } from "./text-notes";

useDatabase();
beforeAll(() => {
  process.env.PLENARY_MASTER_KEY = randomBytes(32).toString("base64");
});

const derive = async (scene: Scene, by: Member) => {
  const [text] = await row("alert_texts", `alert_id = '${scene.alertId}'`);
  await foldAndDerive(by, text?.id as string);
};
const notesOf = (by: Member, { alertId }: Scene, audience: "public" | "coalition" = "public") =>
  listTextNotes(by, { id: alertId, audience, sourceLanguage: "en" });
const kept = (n: number, upTo: string, instead = "") => ({
  type: "text",
  text: "told by a clerk",
  marks: [
    { type: "only", attrs: { id: `01890000-0000-7000-8000-00000000000${n}`, upTo, instead } },
  ],
});

describe("what should be looked at before a review", () => {
  it("says to the team where a protected name was typed, and to nobody else", async () => {
    const scene = await aScene({ level: "contribute" });
    await type(scene, scene.administrator, "happened", "They stopped Amina Example there.");
    await derive(scene, scene.administrator);
    expect(await notesOf(scene.colleague, scene)).toEqual([
      { kind: "typedName", language: "en", section: "happened" },
    ]);
    expect(await notesOf(scene.administrator, scene)).toEqual([]);
  });

  it("names the sections in which a kept passage leaves nothing in its place", async () => {
    const scene = await aScene({ level: "contribute" });
    await type(
      scene,
      scene.lead,
      "happened",
      "They say, ",
      kept(1, "coalition"),
      "; the files ",
      kept(2, "missions"),
      kept(3, "coalition", "in that country"),
      { type: "sealed", attrs: { id: "01890000-0000-7000-8000-000000000004", instead: "" } },
    );
    await derive(scene, scene.lead);
    const gap = { kind: "gap", language: "en", section: "happened" };
    expect(await notesOf(scene.administrator, scene)).toEqual([{ ...gap, count: 3 }]);
    // The coalition reads what is kept within it: only what is sealed leaves nothing.
    expect(await notesOf(scene.colleague, scene, "coalition")).toEqual([{ ...gap, count: 1 }]);
  });

  it("counts what is still talked about, until it is settled", async () => {
    const scene = await aScene();
    await type(scene, scene.lead, "done", "A letter ", {
      type: "text",
      text: "soon ",
      marks: [{ type: "insertion", attrs: { id: "01890000-0000-7000-8000-000000000005" } }],
    });
    await derive(scene, scene.lead);
    const [text] = await row("alert_texts", `alert_id = '${scene.alertId}'`);
    const threadId = await openThread(scene.lead, {
      textId: text?.id as string,
      section: "done",
      quote: "",
      body: "Which letter?",
      mentions: [],
      organisations: [],
    });
    const open = { kind: "open", language: "en", section: "done" };
    expect(await notesOf(scene.lead, scene)).toEqual([{ ...open, count: 2 }]);
    await settleThread(scene.lead, { threadId, settled: true });
    expect(await notesOf(scene.lead, scene)).toEqual([{ ...open, count: 1 }]);
  });
});
