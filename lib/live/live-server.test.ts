import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import { aCase, aMember, anOrganisation, inTeam } from "@/db/testing/factories";
import { storedText, words } from "@/lib/alerts/testing";
import { anEditor, aServer, aText, plain, type TestServer, type, until } from "./testing";

useDatabase();

let server: TestServer;
beforeAll(async () => {
  server = await aServer();
});
afterAll(() => server.close());

async function aWorld() {
  const organisation = await anOrganisation();
  const lead = await aMember(organisation);
  const theCase = await aCase(lead);
  const { textId, alertId } = await aText(theCase, lead, { happened: words("At the airport") });
  return { organisation, lead, theCase, textId, alertId };
}

describe("writing together", () => {
  it("stores what one types before it is confirmed, shows it to the other, and keeps the sections as text", async () => {
    const { organisation, lead, theCase, textId } = await aWorld();
    const colleague = await aMember(organisation);
    await inTeam(theCase, colleague, "editor");
    const one = anEditor(server, lead.secret, textId);
    const other = anEditor(server, colleague.secret, textId);
    await Promise.all([one.opened(), other.opened()]);
    expect(plain(other.shared, "happened")).toBe("At the airport");

    type(one.shared, "happened", " she was held.");
    await one.kept();
    expect(plain(await storedText(textId), "happened")).toBe("At the airport she was held.");
    await until(
      () => plain(other.shared, "happened") === "At the airport she was held.",
      "the words",
    );

    await until(async () => {
      const [part] = await asSuperuser()`
        select plain from alert_parts where text_id = ${textId} and section = 'happened'`;
      return part?.plain === "At the airport she was held.";
    }, "the section as text");
    const authors = await asSuperuser()`
      select membership_id, section from alert_contributions where text_id = ${textId}`;
    expect(authors).toEqual([{ membership_id: lead.membershipId, section: "happened" }]);
    one.destroy();
    other.destroy();
    await until(() => server.live.health().texts === 0, "the text to be released");
  });
});
