import type { useTranslations } from "next-intl";
import type { SessionKind } from "@/db/reference/words";
import { precisionOf } from "./session";

/** How a session is called where there is little room; the catalogue has the words (`sessions.short`). */
export type ShortTitle =
  | { key: Exclude<SessionKind, "bilateral">; number: number }
  | { key: "bilateral" }
  | { key: "preSessionOf"; state: string; year: string };

/** A title that somebody wrote is left as it is while it is no longer than this. */
const shortEnough = 24;

/**
 * What tells a session from the others in a few letters: "HRC 63", or the State of a pre-session and the year, where it
 * is not this one. Null where only its own title says it.
 */
export function shortTitleOf(
  session: {
    orgId: string | null;
    kind: SessionKind;
    number: number | null;
    title: string;
    statesUnderReview: readonly string[];
    startsOn: string | null;
    datePrecision: string;
  },
  stateNameOf: (code: string) => string | undefined,
  thisYear: string,
): ShortTitle | null {
  const { orgId, kind, number, title, statesUnderReview, startsOn } = session;
  const isShipped = orgId === null;
  if (!isShipped && title.length <= shortEnough) {
    return null;
  }
  if (isShipped && kind === "bilateral") {
    return { key: kind };
  }
  if (isShipped && number !== null && kind !== "bilateral") {
    return { key: kind, number };
  }
  const [code, ...others] = statesUnderReview;
  const state = code && others.length === 0 ? stateNameOf(code) : undefined;
  const year = precisionOf(session) === "unknown" ? "" : (startsOn?.slice(0, 4) ?? "");
  return kind === "upr_pre_session" && state
    ? { key: "preSessionOf", state, year: year === thisYear ? "" : year }
    : null;
}

/** Says what a session is called in little room: its short title in `t`'s language, or its own where it has none. */
export function sessionNameBy(
  t: ReturnType<typeof useTranslations<"sessions.short">>,
): (session: { title: string; short: ShortTitle | null }) => string {
  return ({ title, short }) => {
    if (!short) {
      return title;
    }
    switch (short.key) {
      case "bilateral":
        return t("bilateral");
      case "preSessionOf":
        return t("preSessionOf", { state: short.state, year: short.year }).trim();
      default:
        return t(short.key, { number: short.number });
    }
  };
}
