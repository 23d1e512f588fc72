import { randomBytes } from "node:crypto";
import { afterEach, beforeAll, expect, it, vi } from "vitest";
import * as Y from "yjs";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import { aScene, row } from "@/lib/alerts/testing-scene";
import { anEditor, aServer, type TestServer } from "./testing";

useDatabase();
beforeAll(() => {
  process.env.PLENARY_MASTER_KEY = randomBytes(32).toString("base64");
});

let server: TestServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

it("leaves no byte of a name that was typed and replaced, while everybody goes on writing", async () => {
  const scene = await aScene();
  const textId = (await row("alert_texts", `alert_id = '${scene.alertId}'`))[0]?.id as string;
  server = await aServer({ limits: { derive: 50 } });
  const editor = anEditor(server, scene.lead.secret, textId, { reconnects: false });
  await editor.kept();
  const holds = async () => {
    const [found] = await asSuperuser()<{ n: number }[]>`
      select count(*)::int as n from (
        select body from alert_updates where text_id = ${textId}
        union all select body from alert_states where text_id = ${textId}) kept
      where position(convert_to('Amina', 'UTF8') in body) > 0`;
    return found?.n;
  };
  const block = new Y.XmlElement("paragraph");
  const words = new Y.XmlText();
  editor.shared.transact(() => {
    editor.shared.getXmlFragment("happened").insert(0, [block]);
    block.insert(0, [words]);
    words.insert(0, "They stopped Amina Example.");
  });
  await editor.kept();
  expect(await holds()).toBe(1);
  await vi.waitFor(async () => {
    const [part] = await asSuperuser()`
      select typed_names from alert_parts where text_id = ${textId} and section = 'happened'`;
    expect(part?.typed_names).toMatchObject([{ id: scene.defenderId, by: [] }]);
  }, 10_000);
  editor.shared.transact(() => {
    words.delete("They stopped ".length, "Amina Example.".length);
    const person = new Y.XmlElement("person");
    person.setAttribute("id", scene.defenderId);
    block.insert(1, [person]);
  });
  await editor.kept();
  await vi.waitFor(async () => expect(await holds()).toBe(0), 15_000);
  editor.destroy();
});
