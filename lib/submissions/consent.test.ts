import { randomBytes } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { broken } from "@/db/testing/broken";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import { aConsent } from "@/db/testing/factories";
import { stopsOf } from "./submission";
import {
  aDraft,
  aWorld,
  code,
  keep,
  letter,
  made,
  madeByHand,
  openWorld,
  otherName,
  read,
  refusal,
  seen,
  someone,
} from "./testing-world";

useDatabase();
beforeAll(() => {
  process.env.PLENARY_MASTER_KEY = randomBytes(32).toString("base64");
});

describe("consent to contact OHCHR", () => {
  it.each(["no", null] as const)("keeps everybody out where the answer is %s", async (answer) => {
    const world = await aWorld(answer ? { contact_ohchr: answer } : {});
    const draftId = await aDraft(world);
    const { hash, inputs, leftOut } = await seen(world, draftId);
    expect(inputs.people).toEqual([]);
    expect(leftOut).toEqual(["A lawyer"]);
    await expect(made(world, draftId)).rejects.toEqual(refusal("submissions.stop.noPeople"));
    await expect(madeByHand(world.lead, draftId, hash)).rejects.toEqual(code("PL001"));
    await broken(
      "app.make_submission(uuid, text, text, text)",
      ["if inputs -> 'people' = '[]' then", "if false then"],
      async () => expect(madeByHand(world.lead, draftId, hash)).rejects.toEqual(code("PL004")),
    );
  });

  it("that ran out, or was withdrawn, is none", async () => {
    const world = await aWorld();
    await aConsent(world.theCase, world.defender, world.lead, "contact_ohchr", "yes", {
      validUntil: "2020-01-01",
    });
    const draftId = await aDraft(world);
    expect((await seen(world, draftId)).inputs.people).toEqual([]);
  });

  it("without the name calls somebody by their label, and takes no words of the case along", async () => {
    const world = await aWorld({ contact_ohchr: "anonymous" });
    await asSuperuser()`insert into case_events (org_id, case_id, kind, title, recorded_by)
      values (${world.own.id}, ${world.caseId}, 'reprisal', 'Her house was searched', ${world.lead.membershipId})`;
    const draftId = await aDraft(world);
    const { inputs } = await seen(world, draftId);
    expect(JSON.stringify(inputs)).not.toMatch(/airport|pre-session|house/);
    expect(stopsOf(inputs)).toContain("noLink");
    await keep(world.lead, draftId, {
      minded: world.defender,
      "text.link": "The person was to speak before the United Nations.",
      "shown.link": "",
    });
    const text = (await read(world.lead, world, await made(world, draftId))) ?? "";
    expect(text).toContain("The person was to speak before the United Nations.");
    expect(text).toContain("A lawyer");
    expect(text).toContain("Yes, but without the name");
    expect(text).not.toMatch(/airport|house/);
    expect(text).not.toContain("Zqamina");
    for (const [from, to] of [
      [
        "case when unnamed = '{}' then coalesce(asked ->> f.field, '') else '' end",
        "asked ->> f.field",
      ],
      ["case when unnamed = '{}' then e.title else '' end", "e.title"],
    ] as const) {
      await broken("app.submission_inputs(uuid)", [from, to], async () =>
        expect(JSON.stringify((await seen(world, draftId)).inputs)).toMatch(/airport|house/),
      );
    }
  });

  it("of one keeps another out who said nothing, and the words that were not written with them in mind", async () => {
    const world = await openWorld();
    const other = await someone(world.lead, world.caseId, "A driver", otherName);
    const draftId = await aDraft(world);
    const { inputs, leftOut, unnamed } = await seen(world, draftId);
    expect(inputs.people.map(({ label }) => label)).toEqual(["A lawyer"]);
    expect(leftOut).toEqual(["A driver"]);
    expect(unnamed).toEqual([other]);
    expect(JSON.stringify(inputs)).not.toMatch(/airport|driver/);
    await broken("app.submission_inputs(uuid)", ["a.level >= 1", "a.level >= 0"], async () =>
      expect(JSON.stringify((await seen(world, draftId)).inputs)).toContain("driver"),
    );
  });

  it("that lessens holds back what was written before, until somebody read it again", async () => {
    const world = await openWorld();
    const written = { "text.link": "Amina’s own link.", "shown.link": "x", "was.link": "x" };
    const draftId = await aDraft(world, "report", written);
    expect((await seen(world, draftId)).inputs.texts.link).toBe("Amina’s own link.");
    await aConsent(world.theCase, world.defender, world.lead, "contact_ohchr", "anonymous");
    expect((await seen(world, draftId)).inputs.texts.link).toBe("");
    // A form that was drawn before and is sent again says who was minded then.
    await keep(world.lead, draftId, { ...written, "shown.link": "Amina’s own link." });
    expect((await seen(world, draftId)).inputs.texts.link).toBe("");
    await broken(
      "app.submission_inputs(uuid)",
      ["when unnamed <@ array(", "when true or unnamed <@ array("],
      async () => expect((await seen(world, draftId)).inputs.texts.link).toBe("Amina’s own link."),
    );
    await keep(world.lead, draftId, {
      ...written,
      "shown.link": "Amina’s own link.",
      minded: world.defender,
      readAgain: "yes",
    });
    expect((await seen(world, draftId)).inputs.texts.link).toBe("Amina’s own link.");
  });
});

describe("the consent statement", () => {
  it("claims nothing that is not recorded", async () => {
    const world = await aWorld({ contact_ohchr: "yes" });
    const text = (await read(world.lead, world, await made(world, await aDraft(world)))) ?? "";
    expect(text).toMatch(/database name the person\?\s+No consent is recorded/);
    await broken(
      "app.submission_consent(uuid, text)",
      ["case when a.level is null", "case when false"],
      async () =>
        expect(
          (await seen(world, await aDraft(world))).inputs.people[0]?.consent[1],
        ).toHaveProperty("by"),
    );
  });

  it("of a letter asks the two questions, each with its own answer", async () => {
    const world = await aWorld({
      contact_ohchr: "yes",
      letter_to_government: "anonymous",
      public_un_report: "no",
    });
    const id = await made(world, await aDraft(world, "allegation", letter));
    const text = (await read(world.lead, world, id)) ?? "";
    expect(text).toMatch(/letter to the Government name the person\?\s+Yes, but without the name/);
    expect(text).toMatch(/report on communications name the person\?\s+No · given by/);
    expect(text).toContain("Special Rapporteur on torture");
  });
});
