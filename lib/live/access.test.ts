import { afterAll, beforeAll, expect, it } from "vitest";
import type * as Y from "yjs";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import {
  aCase,
  aConsent,
  aDefender,
  aMember,
  anOrganisation,
  aShare,
  inTeam,
  type Member,
  type Organisation,
} from "@/db/testing/factories";
import { words } from "@/lib/alerts/testing";
import { anEditor, aServer, aText, type TestServer, type, until } from "./testing";

useDatabase();

let server: TestServer;
const people = new Map<string, Member>();
let textId = "";

beforeAll(async () => {
  server = await aServer();
  const organisation = await anOrganisation();
  const lead = await aMember(organisation);
  const theCase = await aCase(lead, { visibility: "organisation" });
  people.set("lead", lead);
  const join = async (who: string, member: Promise<Member>, role?: "editor" | "reader") => {
    people.set(who, await member);
    if (role) {
      await inTeam(theCase, await member, role);
    }
  };
  await join("editor of the team", aMember(organisation), "editor");
  await join("reader of the team", aMember(organisation), "reader");
  await join("reader by role, in the team", aMember(organisation, "reader"), "reader");
  await join("colleague outside the team", aMember(organisation));
  await join("administrator outside the team", aMember(organisation, "administrator"));
  await join("stranger", aMember(await anOrganisation()));
  const defender = await aDefender(theCase);
  const partners: [string, "read" | "comment" | "contribute"][] = [
    ["reading", "read"],
    ["commenting", "comment"],
    ["contributing", "contribute"],
  ];
  for (const [what, level] of partners) {
    const partner: Organisation = await anOrganisation();
    await aConsent(theCase, defender, lead, "share_with_organisation", "yes", {
      organisation: partner,
    });
    await aShare(theCase, lead, partner, level);
    await join(`${what} partner`, aMember(partner));
    await join(`reader of a ${what} partner`, aMember(partner, "reader"));
  }
  await join("suspended member", aMember(organisation), "editor");
  await asSuperuser()`update memberships set status = 'suspended'
    where id = ${people.get("suspended member")?.membershipId ?? null}`;
  ({ textId } = await aText(theCase, lead, { happened: words("Held") }));
});
afterAll(() => server.close());

/** security, 3.7: what each may do with the text that is written together. */
it.each<[string, "write" | "suggest" | "read" | "nothing"]>([
  ["lead", "write"],
  ["editor of the team", "write"],
  ["reader of the team", "suggest"],
  ["reader by role, in the team", "suggest"],
  ["colleague outside the team", "read"],
  ["administrator outside the team", "read"],
  ["contributing partner", "write"],
  ["reader of a contributing partner", "read"],
  ["commenting partner", "suggest"],
  ["reader of a commenting partner", "read"],
  ["reading partner", "read"],
  ["reader of a reading partner", "read"],
  ["suspended member", "nothing"],
  ["stranger", "nothing"],
])("%s: %s", async (who, may) => {
  const { secret, membershipId } = people.get(who) as Member;
  const tried = async (change: (shared: Y.Doc) => void) => {
    const editor = anEditor(server, secret, textId, { reconnects: false });
    await until(() => editor.provider.isSynced || editor.closed.length > 0, "an answer");
    const isOpen = editor.provider.isSynced;
    if (isOpen) {
      await editor.kept();
      change(editor.shared);
      await until(
        () => editor.provider.unsyncedChanges === 0 || editor.closed.length > 0,
        "an answer",
        2_000,
      ).catch(() => undefined);
    }
    const isKept = isOpen && editor.provider.unsyncedChanges === 0 && editor.closed.length === 0;
    editor.destroy();
    return { isOpen, isKept };
  };
  const typed = await tried((shared) => type(shared, "title", who));
  const suggested = await tried((shared) => {
    const block = shared.getXmlFragment("happened").get(0) as Y.XmlElement;
    (block.get(0) as Y.XmlText).insert(4, ` ${who}`, { insertion: { id: `${membershipId}.1` } });
  });
  expect({
    opens: typed.isOpen,
    types: typed.isKept,
    suggests: suggested.isKept,
  }).toEqual({
    opens: may !== "nothing",
    types: may === "write",
    suggests: may === "write" || may === "suggest",
  });
});
