import { randomBytes } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import type { UnraisedReason } from "@/db/reference/words";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import {
  aCase,
  aCommitment,
  aMember,
  anOrganisation,
  aSession,
  type Member,
} from "@/db/testing/factories";
import { asRefusal } from "@/lib/refusal";
import { cutSpeaker } from "@/lib/room/delivery-commands";
import { hearSpeaker } from "@/lib/room/heard-commands";
import { addSpeakers } from "@/lib/room/list-commands";
import { findRoom } from "@/lib/room/queries";
import { sayForWhom } from "@/lib/room/who-commands";
import { toBeAsked } from "./account";
import { giveReason } from "./commands";
import { contradictionOf, reasonOnList } from "./list-record";
import { findAfterwards } from "./queries";

useDatabase();

let lead: Member;
let sessionId: string;
let promises: Record<"heard" | "cut" | "spokenFor" | "absent", string>;

beforeAll(async () => {
  process.env.PLENARY_MASTER_KEY = randomBytes(32).toString("base64");
  const organisation = await anOrganisation();
  await asSuperuser()`update organisations set has_example = true where id = ${organisation.id}`;
  lead = { ...(await aMember(organisation)), hasExample: true };
  sessionId = await aSession(organisation);
  const theCase = await aCase(lead, { visibility: "organisation" });
  const at = { sessionId, zone: "Europe/Zurich" };
  await addSpeakers(lead, at, { text: "Example State 1\nExample State 2" });
  const { speakers } = await findRoom(lead, {
    id: sessionId,
    kind: "upr_pre_session",
    statesUnderReview: [],
  });
  const [heard, cut] = speakers.map(({ id }) => id) as [string, string];
  await sayForWhom(lead, at, { id: heard, names: "Example State 3", onBehalfOf: "" });
  await hearSpeaker(lead, at, { id: heard, caseIds: [], ago: 0 }, "Heard in the room");
  await cutSpeaker(lead, at, { id: cut });
  const promise = (stateCode: string) =>
    aCommitment(theCase, sessionId, { stateCode, stage: "agreed" });
  promises = {
    heard: await promise("XEA"),
    cut: await promise("XEB"),
    spokenFor: await promise("XEC"),
    absent: await promise("XED"),
  };
});

const say = (of: keyof typeof promises, reason: UnraisedReason) =>
  giveReason(lead, { sessionId, commitmentId: promises[of], reason, words: "" }).then(
    () => "said",
    (error) => (asRefusal(error) as { messageKey?: string }).messageKey ?? String(error),
  );

it("is what the list shows until somebody says one: who was only spoken for did not speak", async () => {
  const { notRaised } = await findAfterwards(lead, sessionId);
  const shown = Object.fromEntries(notRaised.map(({ id, why }) => [id, why?.reason ?? null]));
  expect(shown).toEqual({
    [promises.heard]: "spoke_without_it",
    [promises.cut]: "cut",
    [promises.spokenFor]: "joined_without_it",
    [promises.absent]: "not_on_the_list",
  });
});

describe("a reason that the speakers list contradicts", () => {
  it("is refused with what the list shows", async () => {
    expect(await say("heard", "not_on_the_list")).toBe("afterwards.why.isOnTheList");
    expect(await say("cut", "not_on_the_list")).toBe("afterwards.why.isOnTheList");
    expect(await say("spokenFor", "not_on_the_list")).toBe("afterwards.why.isOnTheList");
    expect(await say("cut", "spoke_without_it")).toBe("afterwards.why.wasCut");
    expect(await say("heard", "cut")).toBe("afterwards.why.wasHeard");
    const kept = await asSuperuser()`select 1 from unraised_reasons
      where commitment_id = any(${Object.values(promises)})`;
    expect(kept).toHaveLength(0);
  });

  it("is another matter where the list says nothing, or the same", async () => {
    expect(await say("absent", "not_on_the_list")).toBe("said");
    expect(await say("absent", "cut")).toBe("said");
    expect(await say("heard", "spoke_without_it")).toBe("said");
    expect(await say("cut", "cut")).toBe("said");
    expect(await say("cut", "held_back")).toBe("said");
  });
});

it("leaves open what two lines of a State tell differently", () => {
  const line = {
    stateCode: "XEA",
    members: [],
    isForOthers: false,
    hasSpoken: false,
    wasCut: false,
  };
  const both = [
    { ...line, hasSpoken: true },
    { ...line, wasCut: true },
  ];
  expect(contradictionOf("cut", both)).toBeNull();
  expect(contradictionOf("spoke_without_it", both)).toBeNull();
});

it("does not show absent whom a line may speak for", () => {
  const heard = {
    stateCode: "XEA",
    members: [],
    isForOthers: false,
    hasSpoken: true,
    wasCut: false,
  };
  const forOthers = { ...heard, stateCode: "XEB", isForOthers: true };
  const of = (...lines: Parameters<typeof reasonOnList>[0]) => reasonOnList(lines, "XEC", false);
  expect(of(heard)).toBe("not_on_the_list");
  expect(of({ ...heard, hasSpoken: false })).toBeNull();
  expect(of(heard, forOthers)).toBe("group_spoke");
  expect(of(heard, { ...forOthers, members: ["XED"] })).toBe("not_on_the_list");
});

it("spares who may have been spoken for by a group, and asks who kept still all the same", async () => {
  const at = { sessionId, zone: "Europe/Zurich" };
  const theCase = await aCase(lead, { visibility: "organisation" });
  await aCommitment(theCase, sessionId, { stateCode: "XEF", stage: "agreed" });
  const sparedOf = async () => {
    const { notRaised } = await findAfterwards(lead, sessionId);
    return toBeAsked(notRaised).find(({ state }) => state.code === "XEF")?.spared;
  };
  expect(await sparedOf()).toBeNull();
  await addSpeakers(lead, at, { text: "Example State 5" });
  const { speakers } = await findRoom(lead, {
    id: sessionId,
    kind: "upr_pre_session",
    statesUnderReview: [],
  });
  const id = speakers.at(-1)?.id ?? "";
  await sayForWhom(lead, at, { id, names: "", onBehalfOf: "a group of States" });
  expect(await sparedOf()).toBeNull();
  await hearSpeaker(lead, at, { id, caseIds: [], ago: 0 }, "Heard in the room");
  expect(await sparedOf()).toBe("group_spoke");
});
