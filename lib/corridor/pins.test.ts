import { expect, it } from "vitest";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import { aCase, aCommitment, aMember, anOrganisation, aSession } from "@/db/testing/factories";
import { asRefusal } from "@/lib/refusal";
import { setPin } from "./pins";
import { findCorridor } from "./queries";

useDatabase();

const names = async (who: Parameters<typeof findCorridor>[0]) =>
  (await findCorridor(who, undefined)).places.map(({ name }) => name);
const refused = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error) => (asRefusal(error) as { messageKey?: string }).messageKey,
  );

it("stand before those that are due, in the order in which they were pinned, with their asks", async () => {
  const organisation = await anOrganisation();
  const me = await aMember(organisation);
  const session = await aSession(organisation);
  const theCase = await aCase(me, { countryCode: "CUB" });
  for (const stateCode of ["FJI", "DEU"]) {
    const id = await aCommitment(theCase, session, { stateCode, stage: "asked" });
    await asSuperuser()`update commitments set owner_id = ${me.membershipId}, due_on = '2026-12-01' where id = ${id}`;
  }
  await setPin(me, "SWE", true);
  await setPin(me, "DEU", true);
  await setPin(me, "DEU", true);
  expect(await names(me)).toEqual(["Sweden", "Germany", "Fiji"]);
  const { pinned, places } = await findCorridor(me, undefined);
  expect(pinned).toEqual(places.slice(0, 2).map(({ key }) => key));
  expect(places[1]?.asks).toHaveLength(1);
  await setPin(me, "SWE", false);
  expect((await names(me)).includes("Sweden")).toBe(false);
});

it("are each person's own", async () => {
  const organisation = await anOrganisation();
  const [me, colleague] = [await aMember(organisation), await aMember(organisation)];
  await setPin(me, "SWE", true);
  expect(await names(me)).toEqual(["Sweden"]);
  expect(await names(colleague)).toEqual([]);
  await setPin(colleague, "SWE", false);
  expect(await names(me)).toEqual(["Sweden"]);
});

it("are six and no more, also where two are pinned at once", async () => {
  const me = await aMember(await anOrganisation());
  for (const code of ["SWE", "DEU", "FJI", "MEX", "NOR"]) {
    await setPin(me, code, true);
  }
  const both = await Promise.all(["FIN", "IRL"].map((code) => refused(setPin(me, code, true))));
  // The program looks first; whoever comes in between is met by the database.
  expect(both.filter((one) => one === "done")).toHaveLength(1);
  expect(await names(me)).toHaveLength(6);
  expect(await refused(setPin(me, "DNK", true))).toBe("corridor.pin.full");
  await setPin(me, "SWE", false);
  expect(await refused(setPin(me, "DNK", true))).toBe("done");
});
