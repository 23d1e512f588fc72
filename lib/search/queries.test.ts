import { expect, it } from "vitest";
import { useDatabase } from "@/db/testing/database";
import { aCase, aMember, anOrganisation, aSession } from "@/db/testing/factories";
import { search } from "./queries";

useDatabase();

it("finds what one may see, and gives no sign of what one may not", async () => {
  const organisation = await anOrganisation();
  const [lead, colleague] = [await aMember(organisation), await aMember(organisation)];
  const stranger = await aMember(await anOrganisation());
  const theCase = await aCase(lead, { title: "Lawyer’s office searched" });
  const session = await aSession(organisation, { title: "Meeting of lawyers" });

  expect(await search(lead, "lawyer")).toMatchObject({
    cases: [{ id: theCase.id }],
    sessions: [{ id: session }],
  });
  expect(await search(colleague, "lawyer")).toMatchObject({
    cases: [],
    sessions: [{ id: session }],
  });
  expect(await search(stranger, "lawyer")).toEqual({ cases: [], sessions: [], states: [] });
});

it("finds States by what people call them, the example's only where it is loaded", async () => {
  const reader = await aMember(await anOrganisation(), "reader");
  expect((await search(reader, "uk")).states[0]?.name).toMatch(/United Kingdom/);
  expect((await search(reader, "tchéque")).states.map((state) => state.name)).toEqual(["Czechia"]);
  expect((await search(reader, "Example State")).states).toEqual([]);
  expect((await search({ ...reader, hasExample: true }, "Example State")).states).toHaveLength(6);
});

it("finds sessions by their short names, and takes signs of a pattern as they are", async () => {
  const reader = await aMember(await anOrganisation(), "reader");
  expect((await search(reader, "HRC 63")).sessions).toMatchObject([
    { title: "Human Rights Council, 63rd session" },
  ]);
  expect(await search(reader, "%")).toEqual({ cases: [], sessions: [], states: [] });
  expect(await search(reader, "  ")).toEqual({ cases: [], sessions: [], states: [] });
});
