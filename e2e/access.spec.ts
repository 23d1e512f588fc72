import { type APIResponse, request as playwrightRequest } from "@playwright/test";
import {
  aCommitment,
  aMember,
  anOrganisation,
  aSession,
  aSharedCase,
  inTeam,
  type Member,
} from "@/db/testing/factories";
import { actions, type Rule, routes } from "./access-matrix";
import { differences, publishedActions, publishedRoutes } from "./discovery";
import { expect, test } from "./fixtures";

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
  for (const { id, name } of publishedActions()) {
    const call = (headers: Record<string, string>) =>
      api.post("/sign-in", {
        headers: { "Next-Action": id, "Content-Type": "text/plain;charset=UTF-8", ...headers },
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
    expect(
      isSentToSignIn || response.status() === 404,
      `${name} answers ${response.status()}`,
    ).toBe(true);
  }
  await api.dispose();
});

test.describe("a foreign thing looks exactly like a missing one", () => {
  const missing = "01900000-0000-7000-8000-000000000000";

  test("on every page of cases, commitments and sessions, for everybody who may not come in", async ({
    baseURL,
  }) => {
    test.setTimeout(300_000);
    const world = await aWorld();
    for (const [route, rule] of Object.entries(routes)) {
      if (!/\[(caseId|commitmentId|sessionId)\]/.test(route)) {
        continue;
      }
      for (const [who, member] of Object.entries(world.people)) {
        const there = fill(route, world);
        const nowhere = fill(route, {
          caseId: missing,
          commitmentId: missing,
          sessionId: missing,
        });
        const [real, none] = [
          await look(baseURL, member, there),
          await look(baseURL, member, nowhere),
        ];
        if (mayCome(rule, who as keyof typeof world.people)) {
          expect(real.status, `${route} for the ${who}`).not.toBe(404);
        } else {
          expect(real, `${route} for the ${who}`).toEqual(none);
        }
      }
    }
  });

  test("turns red when the two differ", async ({ baseURL }) => {
    const world = await aWorld();
    const [mine, none] = [
      await look(baseURL, world.people.lead, `/cases/${world.caseId}`),
      await look(baseURL, world.people.lead, `/cases/${missing}`),
    ];
    expect(mine).not.toEqual(none);
  });
});

interface World {
  caseId: string;
  commitmentId: string;
  sessionId: string;
}

function fill(
  route: string,
  world: World = { caseId: "x", commitmentId: "x", sessionId: "x" },
): string {
  return route
    .replace("[caseId]", world.caseId)
    .replace("[commitmentId]", world.commitmentId)
    .replace("[sessionId]", world.sessionId)
    .replace(/\[\.{0,3}\w+\]/g, "x");
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
  await inTeam(theCase, editor, "editor");
  await inTeam(theCase, teamReader, "reader");
  const sessionId = await aSession(own);
  const commitmentId = await aCommitment(theCase, sessionId, { visibility: "team" });
  return {
    caseId: theCase.id,
    commitmentId,
    sessionId,
    people: {
      lead,
      editor,
      teamReader,
      colleague: await aMember(own),
      administrator: await aMember(own, "administrator"),
      reader: await aMember(own, "reader"),
      partner: await aMember(partner),
      stranger: await aMember(other),
      suspended: await aMember(own, "advocate", "suspended"),
    },
  };
}

type Person = keyof Awaited<ReturnType<typeof aWorld>>["people"];

/** Who may come in, told from the rule alone. The commitment of this world is the team's, its session the organisation's. */
function mayCome(rule: Rule, who: Person): boolean {
  const team: Person[] = ["lead", "editor", "teamReader"];
  const organisation: Person[] = [...team, "colleague", "administrator", "reader"];
  switch (rule) {
    case "case reader":
      return [...team, "partner"].includes(who);
    case "case team":
    case "commitment reader":
      return team.includes(who);
    case "contributor":
      return ["lead", "editor", "partner"].includes(who);
    case "case editor":
      return ["lead", "editor"].includes(who);
    case "case lead":
      return who === "lead";
    case "session reader":
      return organisation.includes(who);
    default:
      return true;
  }
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
    location: response.headers().location?.replace(ids, "ID"),
    body: (await bodyOf(response)).replace(ids, "ID"),
  };
  await api.dispose();
  return seen;
}

const ids = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

async function bodyOf(response: APIResponse): Promise<string> {
  const nonce = /nonce-([^']+)'/.exec(response.headers()["content-security-policy"] ?? "")?.[1];
  const text = await response.text();
  return (nonce ? text.replaceAll(nonce, "NONCE") : text).replace(/\b\d{1,2}:\d{2}\b/g, "TIME");
}
