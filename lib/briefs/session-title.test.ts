import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { alertLanguages } from "@/db/reference/words";
import { referenceSessions } from "@/db/seeds/reference-sessions";
import { cubaSession } from "@/lib/example/record";
import { sessionTitleIn } from "./session-title";

const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../db/reference/${name}.json`, import.meta.url), "utf8"));
const shipped = referenceSessions({
  hrc: read("hrc-sessions"),
  upr: read("upr-calendar"),
  ga: read("ga-sessions"),
});
/** With spaces as a keyboard has them: a date on paper does not break. */
const titled = (...of: Parameters<typeof sessionTitleIn>) =>
  sessionTitleIn(...of)?.replaceAll("\u00a0", " ");
const preSession = (title: string, startsOn: string | null = "2018-04-13") => ({
  title,
  kind: "upr_pre_session" as const,
  startsOn,
  endsOn: null,
  datePrecision: startsOn ? "day" : "unknown",
});

describe("the title of a session on paper", () => {
  it("is in the language of the paper for every session that the product ships", () => {
    for (const session of shipped) {
      expect(sessionTitleIn("en", session)).toBe(session.title);
      for (const language of alertLanguages.filter((one) => one !== "en")) {
        const title = sessionTitleIn(language, session) ?? "";
        expect(title, `${session.title} in ${language}`).not.toBe("");
        expect(title).not.toBe(session.title);
        expect(title).toContain(session.number === null ? "" : String(session.number));
      }
    }
    const council = shipped.find(({ referenceKey }) => referenceKey === "hrc-63");
    expect(council && sessionTitleIn("ru", council)).toBe("Совет по правам человека, 63-я сессия");
    expect(council && sessionTitleIn("zh", council)).toBe("人权理事会第63届会议");
  });

  it("names the State and the day of a pre-session in that language", () => {
    const cuba = preSession(cubaSession.title);
    expect(titled("en", cuba)).toBe(cubaSession.title);
    expect(titled("ar", cuba)).toBe(
      "جلسة تحضيرية للاستعراض الدوري الشامل: كوبا، 13 نيسان/أبريل 2018",
    );
    expect(titled("fr", cuba)).toBe("Pré-session de l’EPU\u202f: Cuba, 13 avril 2018");
    expect(titled("es", preSession("UPR pre-session, Example State 7"))).toBe(
      "Presesión del EPU: Estado de ejemplo 7",
    );
  });

  it.each([
    "Pre-session of the spring",
    "UPR pre-session, Cuba, room XII",
    // Another day than its own.
    "UPR pre-session, Cuba, 14 April 2018",
    "UPR pre-session, Atlantis",
    "Human Rights Council, 63rd session",
  ])("stays as somebody wrote it: %s", (title) => {
    for (const language of alertLanguages) {
      expect(sessionTitleIn(language, preSession(title))).toBeNull();
    }
  });
});
