import * as encoding from "lib0/encoding";
import { uuidv7 } from "uuidv7";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as Y from "yjs";
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
} from "@/db/testing/factories";
import { doc, paragraph } from "@/lib/alerts/shared-text";
import { storedText } from "@/lib/alerts/testing";
import { messages, syncs } from "./messages";
import { aServer, aText, type TestServer } from "./testing";
import { intrude, knock, message, sync } from "./testing-wire";

useDatabase();

let server: TestServer;
let textId = "";
const people = new Map<Person, Member>();

/** Everybody in some relation to a text, with what the text is to them. */
const rights = {
  lead: "write",
  "editor of the team": "write",
  "reader of the team": "comment",
  colleague: "read",
  "contributing partner": "write",
  "external reviewer": "comment",
  "reader of the reviewer's organisation": "read",
  "reading partner": "read",
  "partner whose share was revoked": "nothing",
  "external reviewer whose day has passed": "nothing",
  stranger: "nothing",
  "suspended member": "no sign-in",
} as const;
type Person = keyof typeof rights;
type Right = (typeof rights)[Person];

/** `kept` is stored, `unread` is neither stored nor ends anything; else the code with which the socket ends. */
type Outcome = "answered" | "kept" | "unread" | 4401 | 4403 | 4422;

const forReaders = (outcome: Outcome): Record<Right, Outcome> => ({
  write: outcome,
  comment: outcome,
  read: outcome,
  nothing: 4403,
  "no sign-in": 4401,
});
const forNobody: Record<Right, Outcome> = { ...forReaders(4422), nothing: 4422 };
const forWriters: Record<Right, Outcome> = {
  write: "kept",
  comment: 4422,
  read: "unread",
  nothing: 4403,
  "no sign-in": 4401,
};

/** Each message with who may send it: security, 3.7, for the socket. Those that no browser sends end it for everybody. */
const matrix: Record<
  string,
  { send: (who: Member) => Promise<Uint8Array>; by: Record<Right, Outcome> }
> = {
  auth: { send: async () => knock(textId), by: forReaders("answered") },
  "sync: wholeText": {
    send: async () => sync(textId, 0, Uint8Array.of(0)),
    by: forReaders("answered"),
  },
  "sync: answer": { send: async () => sync(textId, 1, await typed()), by: forWriters },
  "sync: update": { send: async () => sync(textId, 2, await typed()), by: forWriters },
  "sync: update, a suggestion of one's own": {
    send: async (who) => sync(textId, 2, await suggested(who.membershipId)),
    by: { ...forWriters, comment: "kept" },
  },
  "sync: update, a suggestion in another's name": {
    send: async (who) => sync(textId, 2, await suggested(another(who).membershipId)),
    by: { ...forWriters, comment: 4422 },
  },
  "sync: update, more words in a suggestion of another's": {
    send: async (who) => sync(textId, 2, await suggested(another(who).membershipId, "0")),
    by: { ...forWriters, comment: 4422 },
  },
  awareness: {
    send: async () =>
      message(textId, messages.awareness, (to) => encoding.writeVarUint8Array(to, presence())),
    by: forReaders("answered"),
  },
  queryAwareness: {
    send: async () => message(textId, messages.queryAwareness, () => undefined),
    by: forReaders("answered"),
  },
  close: {
    send: async () => message(textId, messages.close, (to) => encoding.writeVarString(to, "bye")),
    by: forReaders("answered"),
  },
  ...Object.fromEntries(
    [4, 5, 6, 8, 9, 99].map((kind) => [
      `kind ${kind}, which the server alone sends or nobody`,
      {
        send: async () => message(textId, kind, (to) => encoding.writeVarString(to, "hello")),
        by: forNobody,
      },
    ]),
  ),
};

beforeAll(async () => {
  server = await aServer({ limits: { opening: 5_000 } });
  const own = await anOrganisation();
  const lead = await aMember(own);
  const theCase = await aCase(lead, { visibility: "organisation" });
  const defender = await aDefender(theCase);
  people.set("lead", lead);
  people.set("colleague", await aMember(own));
  people.set("stranger", await aMember(await anOrganisation()));
  for (const [who, role] of [
    ["editor of the team", "editor"],
    ["reader of the team", "reader"],
    ["suspended member", "editor"],
  ] as const) {
    people.set(who, await aMember(own));
    await inTeam(theCase, member(who), role);
  }
  for (const [who, level] of [
    ["contributing partner", "contribute"],
    ["external reviewer", "comment"],
    ["reading partner", "read"],
    ["partner whose share was revoked", "contribute"],
    ["external reviewer whose day has passed", "comment"],
  ] as const) {
    const organisation = await anOrganisation();
    await aConsent(theCase, defender, lead, "share_with_organisation", "yes", { organisation });
    const share = await aShare(theCase, lead, organisation, level);
    people.set(who, await aMember(organisation));
    if (who.startsWith("external reviewer")) {
      await asSuperuser()`update case_shares set ends_on = current_date where id = ${share}`;
    }
    if (who === "external reviewer") {
      people.set("reader of the reviewer's organisation", await aMember(organisation, "reader"));
    } else if (who === "external reviewer whose day has passed") {
      // As tomorrow comes, of itself.
      await asSuperuser()`update case_readers set valid_until = current_date - 1
        where case_id = ${theCase.id} and audience_id = ${organisation.id}`;
    } else if (who === "partner whose share was revoked") {
      await asSuperuser()`update case_shares set revoked_at = now() where id = ${share}`;
    }
  }
  await asSuperuser()`update memberships set status = 'suspended'
    where id = ${member("suspended member").membershipId}`;
  const proposed = [...people.values()].map(({ membershipId }) => ({
    type: "text",
    text: "Perhaps ",
    marks: [{ type: "insertion", attrs: { id: `${membershipId}.0` } }],
  }));
  const happened = doc(paragraph("Held", ...proposed));
  ({ textId } = await aText(theCase, lead, { happened }));
});
afterAll(() => server.close());

it("has a line for every message that a browser may send", () => {
  const named = [
    ...Object.keys(messages).filter((name) => name !== "sync"),
    ...Object.keys(syncs).map((name) => `sync: ${name}`),
  ];
  expect(named.filter((name) => !(name in matrix))).toEqual([]);
});

describe.each(Object.keys(matrix))("%s", (name) => {
  it.each(Object.keys(rights) as Person[])("from the %s", async (who) => {
    const { send, by } = matrix[name] as (typeof matrix)[string];
    expect(await outcomeOf(member(who), await send(member(who)))).toBe(settled(by[rights[who]]));
  });
});

/** What is answered and what is let pass unread look the same: open, and nothing stored. */
const settled = (outcome: Outcome) => (outcome === "unread" ? "answered" : outcome);

async function outcomeOf(who: Member, sent: Uint8Array): Promise<Outcome> {
  const before = await countOf(who);
  const { code, isOpen } = await intrude(server, who.secret, [knock(textId), sent], {
    patience: 600,
  });
  if ((await countOf(who)) > before) {
    return "kept";
  }
  return isOpen ? "answered" : (code as Outcome);
}

const another = (who: Member) => member(who === member("lead") ? "editor of the team" : "lead");

function member(who: Person): Member {
  return people.get(who) as Member;
}

const countOf = async ({ membershipId }: Member) =>
  Number(
    (
      await asSuperuser()`select count(*) as n from alert_updates
        where text_id = ${textId} and membership_id = ${membershipId}`
    )[0]?.n,
  );

async function change(work: (inner: Y.XmlText) => void): Promise<Uint8Array> {
  const shared = await storedText(textId);
  const before = Y.encodeStateVector(shared);
  const block = shared.getXmlFragment("happened").get(0) as Y.XmlElement;
  work(block.get(0) as Y.XmlText);
  return Y.encodeStateAsUpdate(shared, before);
}

const typed = () => change((inner) => inner.insert(0, "So "));
/** Each has proposed something by number 0 already. */
const suggested = (membershipId: string, number = uuidv7()) =>
  change((inner) =>
    inner.insert(0, "Perhaps ", { insertion: { id: `${membershipId}.${number}` } }),
  );

/** One browser that says where it is. */
function presence(): Uint8Array {
  const to = encoding.createEncoder();
  encoding.writeVarUint(to, 1);
  encoding.writeVarUint(to, 4711);
  encoding.writeVarUint(to, 1);
  encoding.writeVarString(to, JSON.stringify({ section: "happened" }));
  return encoding.toUint8Array(to);
}
