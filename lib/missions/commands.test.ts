import { uuidv7 } from "uuidv7";
import { describe, expect, it } from "vitest";
import { useDatabase } from "@/db/testing/database";
import { aMember, anOrganisation, type Member } from "@/db/testing/factories";
import { findMeeting } from "@/lib/states/meeting-queries";
import { listStates } from "@/lib/states/queries";
import { endCaution, noteCaution, noteContact, removeContact } from "./commands";
import { NoteCaution, NoteContact } from "./input";
import { canKeepMissions } from "./permissions";

useDatabase();

const fiji = async (actor: Member) => {
  const found = (await listStates(actor)).find((state) => state.code === "FJI");
  if (!found) {
    throw new Error("no such State");
  }
  return found;
};

describe("cautions and contacts", () => {
  it("are noted once for one form, however often it is sent", async () => {
    const advocate = await aMember(await anOrganisation());
    const state = await fiji(advocate);
    const once = uuidv7();
    const caution = NoteCaution.parse({ stateKey: state.key, kind: "capacity", source: "Geneva" });
    const contact = NoteContact.parse({ stateKey: state.key, role: "human_rights_officer" });
    for (let sent = 0; sent < 2; sent++) {
      await noteCaution(advocate, caution, once);
      await noteContact(advocate, contact, once);
    }
    const { cautions, contacts } = await findMeeting(advocate, state);
    expect([cautions.length, contacts.length]).toEqual([1, 1]);
  });

  it("are an organisation's own, and end or go when they no longer hold", async () => {
    const organisation = await anOrganisation();
    const [advocate, reader] = [await aMember(organisation), await aMember(organisation, "reader")];
    const stranger = await aMember(await anOrganisation());
    const state = await fiji(advocate);
    await noteCaution(
      advocate,
      NoteCaution.parse({ stateKey: state.key, kind: "capacity", source: "Geneva desk" }),
    );
    await noteContact(
      advocate,
      NoteContact.parse({ stateKey: state.key, role: "human_rights_officer", leadTimeDays: "10" }),
    );

    const seen = await findMeeting(reader, state);
    expect(seen.cautions).toMatchObject([{ kind: "capacity", source: "Geneva desk" }]);
    expect(seen.contacts).toMatchObject([{ role: "human_rights_officer", leadTimeDays: 10 }]);
    expect(await findMeeting(stranger, state)).toMatchObject({ cautions: [], contacts: [] });

    const caution = { stateKey: state.key, id: seen.cautions[0]?.id ?? "" };
    const contact = { stateKey: state.key, id: seen.contacts[0]?.id ?? "" };
    for (const other of [reader, stranger]) {
      await expect(endCaution(other, caution)).rejects.toMatchObject({ reason: "not-allowed" });
      await expect(removeContact(other, contact)).rejects.toMatchObject({ reason: "not-allowed" });
    }
    await endCaution(advocate, caution);
    await removeContact(advocate, contact);
    expect(await findMeeting(advocate, state)).toMatchObject({ cautions: [], contacts: [] });
  });

  it("are noted by whoever may write: what is shown and what the wall does agree", async () => {
    for (const role of ["administrator", "advocate", "reader"] as const) {
      const actor = await aMember(await anOrganisation(), role);
      const input = NoteContact.parse({ stateKey: (await fiji(actor)).key, role: "ambassador" });
      const outcome = await noteContact(actor, input).then(
        () => true,
        (error) => {
          expect(error).toMatchObject({ code: "42501" });
          return false;
        },
      );
      expect(outcome).toBe(canKeepMissions(actor));
    }
  });

  it("need a source and a day that has come", () => {
    const faults = (more: object) =>
      NoteCaution.safeParse({ stateKey: "0123456789", kind: "capacity", source: "x", ...more })
        .error?.issues[0]?.path[0];
    expect(faults({ source: " " })).toBe("source");
    expect(faults({ notedOn: "2999-01-01" })).toBe("notedOn");
    // Where the reader is, tomorrow's date in UTC may be today's.
    const eastern = new Intl.DateTimeFormat("sv-SE", { timeZone: "Pacific/Kiritimati" });
    expect(faults({ notedOn: eastern.format(new Date()) })).toBeUndefined();
    expect(faults({})).toBeUndefined();
  });
});
