import { randomBytes } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { broken } from "@/db/testing/broken";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import { closeBrief, secondBrief, takeBackSecond } from "@/lib/briefs/written/commands";
import { findBrief } from "@/lib/briefs/written/queries";
import { aDraft, made } from "@/lib/briefs/written/testing-world";
import { asRefusal, type Refusal } from "@/lib/refusal";
import { endGuestLink, secondGuestLink } from "./commands";
import {
  aGuestWorld,
  aLink,
  enters,
  type GuestWorld,
  holdIsOver,
  linksSeenBy,
} from "./testing-world";

useDatabase();
beforeAll(() => {
  process.env.PLENARY_MASTER_KEY = randomBytes(32).toString("base64");
});

let world: GuestWorld;
beforeEach(async () => {
  world = await aGuestWorld();
});

const stateOfLinks = async () => (await linksSeenBy(world, world.lead)).map(({ is }) => is);

describe("an agreement to a brief that is taken back", () => {
  it("makes the addresses of guests wait that it had opened, and those that were made since", async () => {
    const { briefId, editor } = world;
    await aLink(world);
    await secondBrief(editor, { briefId });
    const since = await aLink(world, { recipient: "Another" });
    expect(await stateOfLinks()).toEqual(["held", "held"]);
    await takeBackSecond(editor, { briefId });
    expect(await stateOfLinks()).toEqual(["waits", "waits"]);
    await asSuperuser()`update guest_links set created_at = created_at - interval '1 hour'`;
    expect(await enters(since)).toBeNull();
    await secondBrief(editor, { briefId });
    expect(await stateOfLinks()).toEqual(["held", "held"]);
  });

  it("would leave an address open that was made since (the broken variant)", async () => {
    const { briefId, editor } = world;
    await secondBrief(editor, { briefId });
    const since = await aLink(world);
    await broken(
      "app.take_back_second(uuid)",
      ["and not l.needs_second and l.created_at", "and false and l.created_at"],
      async () => {
        await takeBackSecond(editor, { briefId });
        await holdIsOver(since);
        expect(await enters(since)).not.toBeNull();
      },
    );
  });

  it("stays where a guest came in meanwhile", async () => {
    const { briefId, editor } = world;
    const linkId = await aLink(world);
    await secondBrief(editor, { briefId });
    await holdIsOver(linkId);
    expect(await enters(linkId)).not.toBeNull();
    const tried = await takeBackSecond(editor, { briefId }).catch(
      (error) => (asRefusal(error) as Refusal).messageKey,
    );
    expect(tried).toBe("briefs.refused.shownMeanwhile");
  });
});

describe("an address that was agreed to", () => {
  const next = async () =>
    (
      await findBrief(
        world.lead,
        await made(
          world.lead,
          await aDraft(world, world.lead, [world.theCase], { ask: "Another one." }, "mission"),
        ),
      )
    )?.leavesAt;

  it("has shown nothing to anybody where it was taken back, or closed with its brief, before it opened", async () => {
    const { briefId, editor, lead } = world;
    const linkId = await aLink(world);
    await secondGuestLink(editor, { briefId, linkId });
    expect(await next()).toBeInstanceOf(Date);
    await endGuestLink(lead, { briefId, linkId });
    expect(await next()).toBeNull();
    const other = await aLink(world, { recipient: "Another" });
    await secondGuestLink(editor, { briefId, linkId: other });
    await closeBrief(lead, { briefId });
    expect(await next()).toBeNull();
  });

  it("would count all the same without the rule (the broken variant)", async () => {
    const { briefId, editor, lead } = world;
    const linkId = await aLink(world);
    await secondGuestLink(editor, { briefId, linkId });
    await endGuestLink(lead, { briefId, linkId });
    await broken(
      "app.shown_to_a_state_since(uuid)",
      ["coalesce(least(l.ended_at, b.withdrawn_at), 'infinity') > l.opens_at", "true"],
      async () => expect(await next()).toBeInstanceOf(Date),
    );
  });
});
