import { randomBytes } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import { aMember } from "@/db/testing/factories";
import { foldAndDerive } from "@/lib/alerts/derive";
import { aScene, row, type } from "@/lib/alerts/testing-scene";
import { search } from "./queries";

useDatabase();
beforeAll(() => {
  process.env.PLENARY_MASTER_KEY = randomBytes(32).toString("base64");
});

/** A partner reads the case, and somebody of the team typed a protected name into the text. */
async function aTypedName() {
  const scene = await aScene({ level: "read" });
  await type(scene, scene.lead, "happened", "Amina Example was held at the counter.");
  const [text] = await row("alert_texts", `alert_id = '${scene.alertId}'`);
  await foldAndDerive(scene.lead, text?.id as string);
  const partner = await aMember(scene.partner);
  const found = async (words: string) => (await search(partner, words)).alerts.map(({ id }) => id);
  return { ...scene, found };
}

it("does not tell partners that a protected name was typed into a text", async () => {
  const { lead, alertId, found } = await aTypedName();
  expect((await search(lead, "amina exa")).alerts).toMatchObject([{ id: alertId }]);
  expect(await found("counter")).toEqual([alertId]);
  for (const words of ["amina", "Amina Example", "mina Ex", "na Example was held"]) {
    expect(await found(words)).toEqual([]);
  }
});

it("would tell them if what was kept were searched: the test above turns red then", async () => {
  const { alertId, found } = await aTypedName();
  const superuser = asSuperuser();
  const [kept] = await superuser<{ source: string }[]>`
    select pg_get_functiondef('app.search_alerts(text,integer)'::regprocedure) as source`;
  await superuser.unsafe(
    (kept?.source ?? "").replace("where app.read_words(l.text_id, l.section) ilike l.pattern", ""),
  );
  try {
    expect(await found("amina")).toEqual([alertId]);
  } finally {
    await superuser.unsafe(kept?.source ?? "");
  }
});
