import { type APIResponse, request as playwrightRequest } from "@playwright/test";
import { anAlert, anEdition, atStage, aVersion } from "@/db/testing/alerts";
import { aBrief, aBriefDraft, aLeftReport, aPack, aSpeech } from "@/db/testing/briefs";
import { aCheckIn } from "@/db/testing/check-ins";
import {
  aCommitment,
  aConsent,
  aConversation,
  aMember,
  anOrganisation,
  aSession,
  aShare,
  aSharedCase,
  type Case,
  inTeam,
  type Member,
} from "@/db/testing/factories";
import { aSubmission, aSubmissionDraft } from "@/db/testing/submissions";
import { asSuperuser } from "@/db/testing/superuser";
import { aShownRequest, aSupportRequest } from "@/db/testing/support";
import { actions, type Rule, routes } from "./access-matrix";
import { differences, publishedActions, publishedRoutes } from "./discovery";
import { expect, test } from "./fixtures";
import { aDraftImport } from "./import-world";
import { sealAs } from "./sealed-world";

// A promise that breaks once is broken (decision 36).
test.describe.configure({ retries: 0 });

test.describe("the access matrix", () => {
  test("names every page and route of the build, and no others", () => {
    expect(differences(publishedRoutes(), Object.keys(routes))).toEqual([]);
  });

  test("names every action of the build, and no others", () => {
    const published = publishedActions().map(({ name }) => name);
    expect(differences(published, Object.keys(actions))).toEqual([]);
  });

  test("turns red when something is published without a line, or a line has nothing behind it", () => {
    expect(differences([...Object.keys(routes), "/backdoor"], Object.keys(routes))).toEqual([
      "undeclared: /backdoor",
    ]);
    expect(differences([], ["/gone"])).toEqual(["gone: /gone"]);
  });
});

test("whoever is not signed in gets no page but those for anybody", async ({ baseURL }) => {
  const api = await playwrightRequest.newContext({ baseURL });
  for (const [route, rule] of Object.entries(routes)) {
    if (rule === "anybody" || rule === "link") {
      continue;
    }
    const response = await api.get(fill(route), { maxRedirects: 0 });
    const isSentToSignIn =
      [302, 303, 307].includes(response.status()) &&
      (response.headers().location ?? "").includes("/sign-in");
    const isRefused = [401, 404, 405].includes(response.status());
    expect(isSentToSignIn || isRefused, `${route} answers ${response.status()}`).toBe(true);
  }
  await api.dispose();
});

test("no action runs for somebody who is not signed in, nor without its own origin", async ({
  baseURL,
}) => {
  const api = await playwrightRequest.newContext({ baseURL });
  for (const { id, name, page } of publishedActions()) {
    const call = (headers: Record<string, string>) =>
      api.post(fill(page), {
        headers: {
          Accept: "text/x-component",
          "Next-Action": id,
          "Content-Type": "text/plain;charset=UTF-8",
          ...headers,
        },
        data: '[{"status":"idle"},{}]',
        maxRedirects: 0,
      });
    const foreign = await call({ Origin: "https://elsewhere.invalid" });
    expect(foreign.status(), `${name} from elsewhere`).toBe(403);
    const nowhere = await call({ Origin: "null" });
    expect(nowhere.status(), `${name} from nowhere`).toBe(403);
    if (actions[name] === "anybody" || actions[name] === "link") {
      continue;
    }
    const response = await call({ Origin: baseURL as string });
    const isSentToSignIn =
      response.headers()["x-action-redirect"]?.startsWith("/sign-in") ||
      [303, 307].includes(response.status());
    // A page whose sign-in has ended says so and keeps what was typed.
    const isToldSo = (await response.text()).includes("refusals.signedOut");
    expect(
      isToldSo || isSentToSignIn || [401, 404].includes(response.status()),
      `${name} answers ${response.status()}`,
    ).toBe(true);
  }
  await api.dispose();
});

test.describe("a foreign thing looks exactly like a missing one", () => {
  test("on every page that an id opens, for everybody who may not come in", async ({ baseURL }) => {
    test.setTimeout(600_000);
    const world = await aWorld();
    world.ids.importId = await aDraftImport(baseURL, world.people.lead);
    const wrong: string[] = [];
    for (const [route, rule] of Object.entries(routes)) {
      if (
        !/\[(briefId|caseId|commitmentId|conversationId|draftId|importId|jobId|packId|sessionId|shownId|submissionId)\]/.test(
          route,
        )
      ) {
        continue;
      }
      for (const [who, member] of Object.entries(world.people)) {
        const real = await look(baseURL, member, fill(route, world.ids));
        const none = await look(
          baseURL,
          member,
          fill(route, { ...missing, stateKey: world.ids.stateKey }),
        );
        const isIn = !/^(401|404|3\d\d)$/.test(String(real.status));
        if (mayCome(rule, who as Person) !== isIn) {
          wrong.push(`${route}: the ${who} ${isIn ? "gets in" : "does not get in"}`);
        }
        if (!isIn && JSON.stringify(real) !== JSON.stringify(none)) {
          wrong.push(`${route}: the ${who} can tell a foreign one from none`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  test("turns red when the two differ", async ({ baseURL }) => {
    const world = await aWorld();
    const [mine, none] = [
      await look(baseURL, world.people.lead, `/cases/${world.ids.caseId}`),
      await look(baseURL, world.people.lead, `/cases/${missing.caseId}`),
    ];
    expect(mine).not.toEqual(none);
  });
});

const parameters = [
  "caseId",
  "alertId",
  "textId",
  "editionId",
  "versionId",
  "commitmentId",
  "conversationId",
  "importId",
  "sessionId",
  "defenderId",
  "consentId",
  "eventId",
  "briefId",
  "speechId",
  "draftId",
  "packId",
  "jobId",
  "submissionDraftId",
  "submissionId",
  "requestId",
  "supportKey",
  "partnerId",
  "shownId",
  "checkInId",
] as const;
type Ids = Record<(typeof parameters)[number], string> & { stateKey?: string };

const ids = (id: string) => Object.fromEntries(parameters.map((name) => [name, id])) as Ids;
const missing = {
  ...ids("01900000-0000-7000-8000-000000000000"),
  // Shipped, and no id: the address is told from another by it.
  supportKey: "protectdefenders-eu",
};

function fill(route: string, world: Ids = ids("x")): string {
  return (
    parameters
      .reduce(
        (path, name) => path.replace(`[${name}]`, world[name]),
        // Only a speech has a speaker's notes.
        route.replace("[briefId]/notes", "[speechId]/notes"),
      )
      .replace("[stateKey]", world.stateKey ?? "x")
      // What stands beside a text is asked for by the text.
      .replace(/\/beside$/, `/beside?text=${world.textId}`)
      .replace(/\[\.{0,3}\w+\]/g, "x")
  );
}

/** One case of a team, shown to one partner, and everybody who stands in some relation to it. */
async function aWorld() {
  const [own, partner, other] = await Promise.all([
    anOrganisation(),
    anOrganisation(),
    anOrganisation(),
  ]);
  const lead = await aMember(own);
  const [editor, teamReader] = [await aMember(own), await aMember(own)];
  const theCase = await aSharedCase(lead, partner, "contribute");
  const others = await partnersOf(theCase, lead);
  await inTeam(theCase, editor, "editor");
  await inTeam(theCase, teamReader, "reader");
  const sessionId = await aSession(own);
  const commitmentId = await aCommitment(theCase, sessionId, { visibility: "team" });
  const sql = asSuperuser();
  const [defender] = await sql`select id from defenders where case_id = ${theCase.id}`;
  const defenderId = defender?.id as string;
  const consentId = await aConsent(theCase, defenderId, lead, "media", "yes");
  await sql`update consents set withdrawn_at = now() where id = ${consentId}`;
  const alert = await anAlert(theCase, lead, { audience: "coalition" });
  const version = await aVersion(alert, { purpose: "sign_on", authors: [lead], madeBy: lead });
  const editionId = await anEdition(alert, version.id, lead);
  await atStage(alert, "sign_on");
  const [event] = await sql`insert into case_events (org_id, case_id, kind, title, recorded_by)
    values (${theCase.orgId}, ${theCase.id}, 'other', 'Event', ${lead.membershipId}) returning id`;
  const conversationId = await aConversation(lead, { stateCode: "FJI", about: [theCase] });
  const [state] = await sql`select key from states where code = 'FJI'`;
  const requestId = await aSupportRequest(theCase, defenderId, lead);
  await sealAs(theCase, requestId, { needs: "A bed" });
  return {
    ids: {
      stateKey: state?.key as string,
      conversationId,
      importId: missing.importId,
      caseId: theCase.id,
      alertId: alert.id,
      textId: alert.textId,
      editionId,
      versionId: version.id,
      commitmentId,
      sessionId,
      defenderId,
      consentId,
      eventId: event?.id as string,
      briefId: await aBrief(theCase, sessionId, lead),
      speechId: await aSpeech(theCase, sessionId, lead),
      draftId: await aBriefDraft(theCase, sessionId, lead),
      packId: await aPack(theCase, sessionId, lead),
      jobId: await aLeftReport(theCase, sessionId, lead),
      submissionDraftId: await aSubmissionDraft(theCase, lead),
      submissionId: await aSubmission(theCase, lead),
      requestId,
      supportKey: missing.supportKey,
      partnerId: partner.id,
      shownId: await aShownRequest(theCase, requestId, lead, partner),
      checkInId: await aCheckIn(theCase, defenderId, lead),
    },
    people: {
      lead,
      editor,
      teamReader,
      colleague: await aMember(own),
      administrator: await aMember(own, "administrator"),
      reader: await aMember(own, "reader"),
      partner: await aMember(partner),
      ...others,
      stranger: await aMember(other),
      suspended: await aMember(own, "advocate", "suspended"),
    },
  };
}

/** Partners of the other levels, one of them for some days, and those to whom the case is not shared any more. */
async function partnersOf(theCase: Case, lead: Member) {
  const [defender] = await asSuperuser()`select id from defenders where case_id = ${theCase.id}`;
  const aPartner = async (level: "read" | "comment" | "contribute") => {
    const organisation = await anOrganisation();
    await aConsent(theCase, defender?.id, lead, "share_with_organisation", "anonymous", {
      organisation,
    });
    return { share: await aShare(theCase, lead, organisation, level), organisation };
  };
  const [reading, reviewing, revoked, ended] = [
    await aPartner("read"),
    await aPartner("comment"),
    await aPartner("contribute"),
    await aPartner("comment"),
  ];
  const sql = asSuperuser();
  await sql`update case_shares set ends_on = current_date where id = ${reviewing.share}`;
  await sql`update case_shares set revoked_at = now() where id = ${revoked.share}`;
  await sql.begin(async (tx) => {
    // As the days go by, past the triggers that refuse a day which has passed.
    await tx`set local session_replication_role = replica`;
    await tx`update case_shares set ends_on = current_date - 1 where id = ${ended.share}`;
    await tx`update case_readers set valid_until = current_date - 1
      where case_id = ${theCase.id} and audience_id = ${ended.organisation.id}`;
  });
  return {
    readingPartner: await aMember(reading.organisation),
    externalReviewer: await aMember(reviewing.organisation),
    revokedPartner: await aMember(revoked.organisation),
    endedReviewer: await aMember(ended.organisation),
  };
}

type Person = keyof Awaited<ReturnType<typeof aWorld>>["people"];

/** Who may come in, told from the rule alone. The commitment of this world is the team's, its session the organisation's. */
function mayCome(rule: Rule, who: Person): boolean {
  const team: Person[] = ["lead", "editor", "teamReader"];
  const organisation: Person[] = [...team, "colleague", "administrator", "reader"];
  const allowed: Partial<Record<Rule, Person[]>> = {
    "case reader": [...team, "partner", "readingPartner", "externalReviewer"],
    colleague: team,
    "case team": team,
    "commitment reader": team,
    // Kept from partners, as conversations are.
    "conversation reader": team,
    "conversation author": ["lead"],
    "brief reader": team,
    "draft author": ["lead"],
    "pack reader": ["lead", "editor"],
    "import author": ["lead"],
    "case editor": ["lead", "editor"],
    "case lead": ["lead"],
    "shown to": ["partner"],
    "session reader": organisation,
    "session writer": organisation.filter((one) => one !== "reader"),
  };
  return allowed[rule]?.includes(who) ?? false;
}

/** What a browser gets there, without what differs between any two answers: nonces, the ids asked for, the minute. */
async function look(baseURL: string | undefined, member: Member, path: string) {
  const api = await playwrightRequest.newContext({
    baseURL,
    extraHTTPHeaders: { Cookie: `plenary.session=${member.secret}` },
  });
  const response = await api.get(path, { maxRedirects: 0 });
  const seen = {
    status: response.status(),
    headers: Object.keys(response.headers()).sort(),
    location: withoutIds(response.headers().location ?? ""),
    body: await bodyOf(response),
  };
  await api.dispose();
  return seen;
}

const withoutIds = (text: string) =>
  text.replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, "ID");

/**
 * The words of a page, sorted: React streams its parts in the order in which they are ready, which differs from one
 * request to the next, and numbers them by it.
 */
async function bodyOf(response: APIResponse): Promise<string> {
  const nonce = /nonce-([^']+)'/.exec(response.headers()["content-security-policy"] ?? "")?.[1];
  const text = await response.text();
  return withoutIds(nonce ? text.replaceAll(nonce, "NONCE") : text)
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z|\b\d{1,2}:\d{2}\b/g, "TIME")
    .split(/[^\p{L}\p{N}_-]+/u)
    .filter((word) => !/^(L|B|S|P)?_?[0-9a-f]{1,4}_?$/.test(word))
    .sort()
    .join(" ");
}
