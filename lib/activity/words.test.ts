import { describe, expect, it } from "vitest";
import messages from "@/lib/i18n/messages/en/activity.json";
import { activityWords, describeActivity, describedSubjects } from "./words";

const row = (
  subject: string,
  action: string,
  details: Record<string, [unknown, unknown]> = {},
  columns: string[] = Object.keys(details),
) => ({ subject, action, columns, details });

describe("the log in words", () => {
  it("tells of a stage with what else was learned in the same breath", () => {
    expect(
      describeActivity(
        row("commitments", "update", {
          stage: ["asked", "agreed"],
          word: [null, 4],
          naming: ["situation", "theme"],
        }),
      ),
    ).toEqual({
      key: "commitmentStage",
      values: { value: "agreed" },
      details: ["naming_theme", "word4"],
      stateCode: null,
    });
  });

  it("says raised before anything else, since that is what was waited for", () => {
    const raised = describeActivity(
      row("commitments", "update", { is_raised: [false, true], raised_on: [null, "2026-12-07"] }),
    );
    expect(raised?.key).toBe("commitmentRaised");
  });

  it("names the State that a row itself holds", () => {
    const opened = describeActivity(
      row("commitments", "insert", { state_code: [null, "XEA"], stage: [null, "asked"] }),
    );
    expect(opened).toMatchObject({ key: "commitmentOpened", stateCode: "XEA" });
    const noted = describeActivity(
      row("cautions", "insert", { state_code: [null, "XEB"], kind: [null, "capacity"] }),
    );
    expect(noted).toMatchObject({ stateCode: "XEB", values: { value: "capacity" } });
  });

  it("tells a withdrawal of consent from an answer", () => {
    const answer = row("consents", "insert", { scope: [null, "media"], answer: [null, "no"] });
    expect(describeActivity(answer)).toMatchObject({
      key: "consentRecorded",
      values: { scope: "media", answer: "no" },
    });
    const withdrawal = row("consents", "update", { withdrawn_at: [null, "2026-11-26T11:05:00Z"] });
    expect(describeActivity(withdrawal)?.key).toBe("consentWithdrawn");
  });

  it("says that a text changed, and never the text", () => {
    const changed = row("cases", "update", {}, ["summary", "title"]);
    expect(describeActivity(changed)).toEqual({
      key: "caseChanged",
      values: {},
      details: [],
      stateCode: null,
    });
  });

  it("never says to whom an ask was given", () => {
    const given = row("commitments", "update", { owner_id: [null, "0199-membership"] });
    expect(describeActivity(given)).toMatchObject({ key: "commitmentOwner", values: {} });
  });

  it("tells of an alert by its steps, and of nothing that stands in it", () => {
    const opened = row("alert_versions", "insert", {
      number: [null, 7],
      purpose: [null, "sign_on"],
      is_minor: [null, false],
    });
    expect(describeActivity(opened)).toMatchObject({ key: "alertOpened", values: { number: "7" } });
    expect(describeActivity(row("alert_passages", "insert"))?.key).toBe("passageSealed");
    expect(describeActivity(row("alert_texts", "update", {}, ["last_seq", "size"]))).toBeNull();
    const again = row("sign_on_requests", "update", { revoked_at: ["2026-11-26", null] });
    expect(describeActivity(again)?.key).toBe("signOnAsked");
    const given = row("memberships", "update", { may_sign: [false, true] });
    expect(describeActivity(given)?.key).toBe("authorityGiven");
  });

  it("says what became of deadlines and of steps before a session", () => {
    const said = (...of: Parameters<typeof row>) => describeActivity(row(...of))?.key;
    expect([
      said("session_deadlines", "insert", { due_on: [null, "2032-02-20"] }),
      said("session_deadlines", "update", { is_dropped: [false, true] }),
      said("session_deadlines", "delete", { due_on: ["2032-02-20", null] }),
      said("session_tasks", "insert", { owner_id: [null, "m"] }),
      said("session_tasks", "update", { owner_id: [null, "m"] }),
      said("session_tasks", "update", { done_at: [null, "2032-02-20"] }),
      said("session_tasks", "update", { done_at: ["2032-02-20", null] }),
      said("session_tasks", "update", {}, ["title"]),
    ]).toEqual([
      "deadlineSet",
      "deadlineDropped",
      "deadlineFollows",
      "stepAdded",
      "stepGiven",
      "stepDone",
      "stepOpen",
      "stepChanged",
    ]);
  });

  it("stays silent about technical rows, and about tables that it does not know", () => {
    for (const subject of [
      "case_keys",
      "intervention_states",
      "intervention_commitments",
      "something_new",
    ]) {
      expect(describeActivity(row(subject, "insert"))).toBeNull();
    }
    expect(describedSubjects()).not.toContain("case_keys");
  });

  it("has a sentence for each word, and a word for each sentence", () => {
    expect(Object.keys(messages.words).sort()).toEqual([...activityWords].sort());
  });
});
