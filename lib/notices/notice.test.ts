import { describe, expect, it } from "vitest";
import { shownSteps, supportReminders } from "@/db/reference/support-words";
import { noticeKinds } from "@/db/reference/words";
import messages from "@/lib/i18n/messages/en/notices.json";
import { KeepHearings } from "./input";
import {
  asKept,
  filterFrom,
  hearingsFor,
  hearingsFrom,
  inboxFilters,
  kindsIn,
  type Matter,
  placeOf,
  wordOf,
} from "./notice";

const matter = (kind: Matter["kind"], more: Partial<Matter> = {}): Matter => ({
  kind,
  caseId: "case",
  alertId: "alert",
  section: null,
  language: null,
  threadId: null,
  isReview: false,
  isAgain: false,
  answer: null,
  isOver: false,
  withdrawnConsentId: null,
  stepSessionId: null,
  job: null,
  guestReplyId: null,
  waitingBriefId: null,
  waitingLetter: null,
  shownRequestId: null,
  supportStep: null,
  shownTo: null,
  checkIn: null,
  isNotAllRight: false,
  supportDue: null,
  ...more,
});

describe("a notice whose matter is closed", () => {
  it.each(["check_in_missed", "support_due"] as const)(
    "leads whoever left the team to no page of theirs, where it is %s",
    (kind) => {
      expect(placeOf(matter(kind))).toBeNull();
      expect(
        placeOf(
          matter(kind, {
            checkIn: kind === "check_in_missed" ? { caseId: "c", id: "i" } : null,
            supportDue:
              kind === "support_due" ? { what: "needed", caseId: "c", requestId: "r" } : null,
          }),
        ),
      ).toMatch(/^\/cases\/c\/support\//);
    },
  );

  it("leads nowhere, whatever it was, and says no more than a withdrawal", () => {
    for (const kind of noticeKinds) {
      const closed = matter(kind, { caseId: null, alertId: null });
      expect(placeOf(closed)).toBeNull();
      expect(wordOf(closed)).toBe(
        kind === "access_ended"
          ? "accessEnded"
          : kind === "support_ended"
            ? "supportEnded"
            : "somethingWithdrawn",
      );
    }
  });
});

describe("an open one", () => {
  it("leads to where it is dealt with", () => {
    const alert = "/cases/case/alerts/alert";
    expect(placeOf(matter("mention", { section: "asks", language: "ar", threadId: "talk" }))).toBe(
      `${alert}?language=ar&section=asks&thread=talk`,
    );
    expect(placeOf(matter("mention"))).toBe(alert);
    expect(placeOf(matter("review_requested"))).toBe(`${alert}/review`);
    for (const kind of ["sign_on_requested", "mended", "nudge", "deadline"] as const) {
      expect(placeOf(matter(kind))).toBe(`${alert}/sign`);
    }
    expect(placeOf(matter("answered"))).toBe(`${alert}/sign-on`);
    expect(placeOf(matter("issued"))).toBe(`${alert}/editions`);
    expect(placeOf(matter("alert_withdrawn"))).toBe(`${alert}/editions`);
    for (const kind of ["alert_taken_back", "name_withheld"] as const) {
      expect(placeOf(matter(kind))).toBe(`${alert}/sign`);
    }
    expect(placeOf(matter("access_ended"))).toBe("/cases/case/sharing");
    expect(placeOf(matter("consent_withdrawn"))).toBe(`${alert}/editions`);
    expect(placeOf(matter("consent_withdrawn", { alertId: null }))).toBe("/cases/case/people");
    expect(placeOf(matter("consent_withdrawn", { withdrawnConsentId: "consent" }))).toBe(
      "/cases/case/people/withdrawals/consent",
    );
  });

  it("leads to the steps of a session, as long as one of them is the reader's", () => {
    const given = matter("step_given", { caseId: null, alertId: null, stepSessionId: "session" });
    expect([wordOf(given), placeOf(given)]).toEqual(["stepGiven", "/sessions/session/deadlines"]);
    const taken = { ...given, stepSessionId: null };
    expect(placeOf(taken)).toBeNull();
  });

  it("leads a partner to what it is shown, and whoever shows it to what the partner did", () => {
    expect(placeOf(matter("support_shown", { caseId: null, shownRequestId: "shown" }))).toBe(
      "/support/shown/shown",
    );
    const moved = matter("support_moved", {
      caseId: null,
      supportStep: { step: "claimed", caseId: "case" },
      shownTo: { requestId: "request", partnerOrgId: "partner" },
    });
    expect(placeOf(moved)).toBe("/cases/case/support/request/partners/partner");
    expect(wordOf(moved)).toBe("supportClaimed");
  });

  it("tells a review from a consent check, and one answer from another", () => {
    expect(wordOf(matter("review_requested", { isReview: true }))).toBe("review");
    expect(wordOf(matter("sign_on_requested"))).toBe("signOn");
    expect(wordOf(matter("sign_on_requested", { isAgain: true }))).toBe("signOnAgain");
    expect(wordOf(matter("review_requested"))).toBe("consentCheck");
    expect(wordOf(matter("answered", { answer: "with_change" }))).toBe("withChange");
    expect(wordOf(matter("answered"))).toBe("answered");
    expect(wordOf(matter("deadline", { isOver: true }))).toBe("deadlineOver");
    expect(placeOf(matter("deadline"))).toMatch(/\/sign$/);
    expect(placeOf(matter("deadline", { isOver: true }))).toMatch(/\/sign-on$/);
  });

  it("says each sentence of the catalogue of something", () => {
    const said = noticeKinds.flatMap((kind) =>
      [
        matter(kind),
        matter(kind, { caseId: null }),
        matter(kind, { isReview: true }),
        matter(kind, { isAgain: true }),
        matter(kind, { isOver: true }),
        matter(kind, { checkIn: { caseId: "case", id: "check-in" }, isNotAllRight: true }),
        ...(["signed", "with_change", "cannot"] as const).map((answer) => matter(kind, { answer })),
        ...supportReminders.map((what) =>
          matter(kind, { supportDue: { what, caseId: "case", requestId: "request" } }),
        ),
        ...shownSteps.map((step) => matter(kind, { supportStep: { step, caseId: "case" } })),
      ].map(wordOf),
    );
    expect(Object.keys(messages.words).sort()).toEqual([...new Set(said)].sort());
  });
});

describe("choices", () => {
  it("come back as they were made, and daily where none was made", () => {
    const made = hearingsFrom([
      { kind: "mention", ...asKept("not") },
      { kind: "answered", ...asKept("inbox") },
      { kind: "nudge", ...asKept("at_once") },
    ]);
    expect(made).toMatchObject({
      mention: "not",
      answered: "inbox",
      nudge: "at_once",
      issued: "daily",
    });
  });

  it("never silence a withdrawal of consent, nor somebody who was not heard from", () => {
    expect(hearingsFor("consent_withdrawn")).not.toContain("not");
    expect(hearingsFrom([{ kind: "consent_withdrawn", ...asKept("not") }]).consent_withdrawn).toBe(
      "inbox",
    );
    const all = Object.fromEntries(noticeKinds.map((kind) => [kind, "not"]));
    expect(KeepHearings.safeParse(all).error?.issues.map(({ path }) => path.join())).toEqual([
      "consent_withdrawn",
      "check_in_missed",
    ]);
  });
});

it("puts each kind into one part of the inbox", () => {
  const inParts = inboxFilters.flatMap((filter) => kindsIn(filter) ?? []);
  expect([...inParts].sort()).toEqual([...noticeKinds].sort());
  expect(filterFrom("mentions")).toBe("mentions");
  expect(filterFrom(["unread"])).toBe("all");
});
