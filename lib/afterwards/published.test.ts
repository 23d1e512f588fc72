import { describe, expect, it } from "vitest";
import { useDatabase } from "@/db/testing/database";
import { aMember, anOrganisation } from "@/db/testing/factories";
import { findPublishedCounts } from "./published-queries";

useDatabase();

const read = async (kind: "hrc_regular" | "ga_third_committee" | "upr_pre_session") => {
  const counts = await findPublishedCounts(await aMember(await anOrganisation()), kind);
  return new Map(counts.map((one) => [one.number, one]));
};

describe("what was published over the years", () => {
  it("is each count of its source, with another where sources differ", async () => {
    const ga = await read("ga_third_committee");
    const told = [...ga.values()].map((one) => [
      one.number,
      one.published,
      one.withUnion,
      one.others,
    ]);
    expect(told).toEqual([
      [80, 70, true, []],
      [79, null, false, []],
      [78, 82, true, [80]],
      [77, 80, true, []],
      [76, 80, false, []],
      [75, 75, false, []],
      [74, 71, false, []],
    ]);
  });

  it("stands beside the States that the record holds by name: all of one list, some of others", async () => {
    const ga = await read("ga_third_committee");
    expect([ga.get(76)?.byName, ga.get(76)?.day]).toEqual([80, "2021-10-14"]);
    expect([ga.get(74)?.byName, ga.get(74)?.day]).toEqual([1, null]);
    const council = await read("hrc_regular");
    expect([...council.values()].map((one) => [one.number, one.published, one.byName])).toEqual([
      [57, 11, 0],
      [54, 13, 9],
      [51, 8, 2],
    ]);
    expect([...council.values()].every(({ sources }) => sources.length > 0)).toBe(true);
  });

  it("is nothing of occasions that nobody counts", async () => {
    expect((await read("upr_pre_session")).size).toBe(0);
  });
});
