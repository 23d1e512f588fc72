import { beforeAll, describe, expect, it } from "vitest";
import { SignedOut } from "@/db/client";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import {
  aCommitment,
  aMember,
  anOrganisation,
  aSession,
  aSharedCase,
  type Member,
} from "@/db/testing/factories";
import { findCorridor } from "@/lib/corridor/queries";
import { findStateByKey, isStateOpen, listStates, stateMatcher } from "./queries";

useDatabase();

let reader: Member;

beforeAll(async () => {
  reader = await aMember(await anOrganisation(), "reader");
});

describe("States, through the door of whoever asks", () => {
  it("are for those who are signed in", async () => {
    await expect(listStates({ ...reader, secret: "unknown" })).rejects.toBeInstanceOf(SignedOut);
  });

  it("are 195, and the invented ones besides where the example is loaded", async () => {
    expect(await listStates(reader)).toHaveLength(195);
    const withExample = await listStates({ ...reader, hasExample: true });
    expect(withExample.filter((state) => state.isExample).map((state) => state.code)).toEqual(
      "XEA XEB XEC XED XEE XEF XEG".split(" "),
    );
  });

  it("open, invented ones, to whom a partner shared what is asked of them", async () => {
    const [ours, partner] = [await anOrganisation(), await anOrganisation()];
    const [lead, guest] = [await aMember(ours), await aMember(partner)];
    const theCase = await aSharedCase(lead, partner, "read", { visibility: "organisation" });
    await aCommitment(theCase, await aSession(ours), { visibility: "partners", stateCode: "XEB" });
    const opens = (actor: Member, code: string, isExample = true) =>
      isStateOpen(actor, { code, isExample });
    expect(await opens(guest, "XEB")).toBe(true);
    const listed = await listStates(guest);
    expect(listed.filter(({ isExample }) => isExample).map(({ code }) => code)).toEqual([
      "XEB",
      "XEG",
    ]);
    expect((await findCorridor(guest, undefined)).states).toHaveLength(197);
    expect(await opens(guest, "XEC")).toBe(false);
    expect(await opens(reader, "XEB")).toBe(false);
    expect(await opens({ ...reader, hasExample: true }, "XEB")).toBe(true);
    expect(await opens(reader, "FJI", false)).toBe(true);
  });

  it("are found by the key in the address, and by no code", async () => {
    const [fiji] = await asSuperuser()`select key from states where code = 'FJI'`;
    expect(await findStateByKey(reader, fiji?.key)).toMatchObject({
      code: "FJI",
      names: { en: "Fiji", es: "Fiji", fr: "Fidji" },
    });
    expect(await findStateByKey(reader, "FJI")).toBeNull();
  });

  it("are found by what people call them", async () => {
    const { match } = await stateMatcher(reader);
    expect(match("République tchèque")).toEqual({ kind: "one", code: "CZE" });
    expect(match("Korea")).toEqual({ kind: "several", codes: ["KOR", "PRK"] });
  });

  it("are found by an invented name only where the example is loaded", async () => {
    const withExample = await stateMatcher({ ...reader, hasExample: true });
    expect(withExample.match("Example State 1").kind).toBe("one");
    const { match } = await stateMatcher({ ...reader, hasExample: false });
    expect(match("Example State 1").kind).not.toBe("one");
  });
});
