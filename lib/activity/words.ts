/*
 * The audit log in words. A row holds which columns changed and the values of harmless ones; from that follows a key
 * of the catalogue (`activity.words.*`) and values that are closed words, days or codes, never a name or a text.
 */

/** One row of the log, as far as words need it. */
export type AuditFact = {
  action: string;
  subject: string;
  columns: readonly string[];
  /** Column to its value before and after; only columns whose values may be kept. */
  details: Readonly<Record<string, readonly [unknown, unknown]>>;
};

export const activityWords = [
  "caseOpened",
  "caseStatus",
  "caseVisibility",
  "caseSecurity",
  "caseVerification",
  "caseResponse",
  "caseChanged",
  "caseRemoved",
  "teamJoined",
  "teamRole",
  "teamLeft",
  "caseShared",
  "shareChanged",
  "shareEnded",
  "eventRecorded",
  "eventCorrected",
  "defenderAdded",
  "defenderChanged",
  "identitySealed",
  "identityRead",
  "consentRecorded",
  "consentWithdrawn",
  "commitmentOpened",
  "commitmentRaised",
  "commitmentNotRaised",
  "commitmentStage",
  "commitmentClosed",
  "commitmentReopened",
  "commitmentWord",
  "commitmentDelivery",
  "commitmentNaming",
  "commitmentAudience",
  "commitmentOwner",
  "commitmentDue",
  "commitmentChanged",
  "sessionAdded",
  "sessionChanged",
  "deadlineSet",
  "deadlineChanged",
  "deadlineDropped",
  "deadlineFollows",
  "stepAdded",
  "stepGiven",
  "stepDone",
  "stepOpen",
  "stepChanged",
  "stepRemoved",
  "interventionRecorded",
  "evidenceAdded",
  "cautionNoted",
  "cautionEnded",
  "contactNoted",
  "contactChanged",
  "contactRemoved",
  "contactShown",
  "contactHidden",
  "conversationLogged",
  "conversationCorrected",
  "conversationTakenBack",
  "exported",
  "briefMade",
  "briefClosed",
  "briefClosedByHand",
  "briefAgreed",
  "briefAgreementTaken",
  "briefTaken",
  "submissionMade",
  "submissionClosed",
  "submissionTaken",
  "submissionSent",
  "sheetImported",
  "importTakenBack",
  "memberJoined",
  "memberStatus",
  "memberRole",
  "invited",
  "invitationAccepted",
  "invitationRevoked",
  "organisationChanged",
  "authorityGiven",
  "authorityTaken",
  "alertStarted",
  "alertStage",
  "alertDeadline",
  "alertChanged",
  "alertLanguage",
  "alertLanguageReady",
  "alertLanguageOpen",
  "passageSealed",
  "alertVersion",
  "alertRestored",
  "alertOpened",
  "alertMended",
  "threadOpened",
  "threadSettled",
  "alertApproved",
  "alertChecked",
  "signOnAsked",
  "signOnTakenBack",
  "signOnReminded",
  "alertAnswered",
  "nameWithheld",
  "editionIssued",
  "editionFrozen",
] as const;
export type ActivityWord = (typeof activityWords)[number];

/** A second fact of the same change: "in writing", "theme only". Keys of `activity.details.*`. */
export type ActivityDetail =
  | `word${1 | 2 | 3 | 4 | 5}`
  | `naming_${string}`
  | "withCapital"
  | "takenBack"
  | `leaning_${string}`;

export type Described = {
  key: ActivityWord;
  /** Closed words of the field ("agreed", "team"), or a day `YYYY-MM-DD` under `due`. */
  values: Readonly<Record<string, string>>;
  details: readonly ActivityDetail[];
  /** The State that the row itself names by code; a commitment's State comes from the commitment. */
  stateCode: string | null;
};

/** What a row says, or null where it only repeats what another row of the same change says better. */
export function describeActivity(row: AuditFact): Described | null {
  const describe = describers[row.subject];
  const said = describe?.(new Change(row)) ?? null;
  return said && { details: [], stateCode: null, values: {}, ...said };
}

/** The tables that have words; the log's other rows are technical. */
export function describedSubjects(): string[] {
  return Object.keys(describers);
}

type Said = Pick<Described, "key"> & Partial<Omit<Described, "key">>;

class Change {
  constructor(private readonly row: AuditFact) {}

  get isNew() {
    return this.row.action === "insert";
  }

  get isRead() {
    return this.row.action === "read";
  }

  get isGone() {
    return this.row.action === "delete";
  }

  touched(column: string): boolean {
    return this.row.columns.includes(column) || column in this.row.details;
  }

  /** The value after the change, as a word; "none" where there is none any more. */
  now(column: string): string {
    const value = this.row.details[column]?.[1];
    return value === null || value === undefined ? "none" : String(value);
  }

  code(column: string): string | null {
    const [was, is] = this.row.details[column] ?? [];
    const code = is ?? was;
    return typeof code === "string" ? code : null;
  }
}

const describers: Record<string, (change: Change) => Said | null> = {
  cases(change) {
    if (change.isNew) {
      return { key: "caseOpened" };
    }
    if (change.isGone) {
      return { key: "caseRemoved" };
    }
    return (
      firstTouched(change, [
        ["status", "caseStatus"],
        ["visibility", "caseVisibility"],
        ["security_level", "caseSecurity"],
        ["verification", "caseVerification"],
        ["government_response", "caseResponse"],
      ]) ?? { key: "caseChanged" }
    );
  },
  case_team(change) {
    const key = change.isNew ? "teamJoined" : change.isGone ? "teamLeft" : "teamRole";
    return { key, values: { value: change.now("role") } };
  },
  case_shares(change) {
    if (change.isNew) {
      return { key: "caseShared", values: { value: change.now("level") } };
    }
    const hasEnded = change.touched("revoked_at") && change.now("revoked_at") !== "none";
    return { key: hasEnded ? "shareEnded" : "shareChanged" };
  },
  case_events(change) {
    return change.isNew
      ? { key: "eventRecorded", values: { value: change.now("kind") } }
      : { key: "eventCorrected" };
  },
  defenders(change) {
    return { key: change.isNew ? "defenderAdded" : "defenderChanged" };
  },
  defender_identities: (change) => ({ key: change.isRead ? "identityRead" : "identitySealed" }),
  consents(change) {
    return change.isNew
      ? {
          key: "consentRecorded",
          values: { scope: change.now("scope"), answer: change.now("answer") },
        }
      : { key: "consentWithdrawn" };
  },
  commitments: describeCommitment,
  sessions: (change) => ({ key: change.isNew ? "sessionAdded" : "sessionChanged" }),
  session_deadlines(change) {
    if (change.isGone) {
      return { key: "deadlineFollows" };
    }
    if (change.now("is_dropped") === "true") {
      return { key: "deadlineDropped" };
    }
    return { key: change.isNew ? "deadlineSet" : "deadlineChanged" };
  },
  session_tasks(change) {
    if (change.isNew || change.isGone) {
      return { key: change.isNew ? "stepAdded" : "stepRemoved" };
    }
    if (change.touched("done_at")) {
      return { key: change.now("done_at") === "none" ? "stepOpen" : "stepDone" };
    }
    return { key: change.touched("owner_id") ? "stepGiven" : "stepChanged" };
  },
  interventions(change) {
    return change.isNew
      ? { key: "interventionRecorded", stateCode: change.code("delivered_by") }
      : null;
  },
  evidence(change) {
    return change.isNew ? { key: "evidenceAdded", values: { value: change.now("grade") } } : null;
  },
  cautions(change) {
    return {
      key: change.isNew ? "cautionNoted" : "cautionEnded",
      values: { value: change.now("kind") },
      stateCode: change.code("state_code"),
    };
  },
  mission_contacts(change) {
    const key = change.isNew ? "contactNoted" : change.isGone ? "contactRemoved" : "contactChanged";
    return { key, stateCode: change.code("state_code") };
  },
  contact_shares: (change) => ({ key: change.isNew ? "contactShown" : "contactHidden" }),
  conversations(change) {
    if (change.isNew) {
      return { key: "conversationLogged", stateCode: change.code("state_code") };
    }
    if (change.isGone || change.touched("next_done_at")) {
      return null;
    }
    const isTakenBack = change.touched("taken_back_at") && change.now("taken_back_at") !== "none";
    return { key: isTakenBack ? "conversationTakenBack" : "conversationCorrected" };
  },
  disclosures(change) {
    const kind = change.now("kind");
    return kind === "export"
      ? { key: "exported" }
      : kind === "brief"
        ? { key: "briefTaken" }
        : null;
  },
  submissions(change) {
    if (change.isNew) {
      return { key: "submissionMade" };
    }
    return change.touched("withdrawn_at") ? { key: "submissionClosed" } : null;
  },
  // Until it is made it is its author's alone.
  submission_drafts: () => null,
  submission_copies: () => ({ key: "submissionTaken" }),
  submission_sendings: () => ({ key: "submissionSent" }),
  submission_addresses: () => ({ key: "organisationChanged" }),
  report_windows: () => ({ key: "organisationChanged" }),
  briefs(change) {
    if (change.isNew) {
      return { key: "briefMade" };
    }
    if (change.touched("withdrawn_at")) {
      return { key: change.touched("withdrawn_by") ? "briefClosedByHand" : "briefClosed" };
    }
    return change.touched("second_at")
      ? { key: change.now("second_at") === "none" ? "briefAgreementTaken" : "briefAgreed" }
      : null;
  },
  // Until it is made it is its author's alone.
  brief_drafts: () => null,
  imports(change) {
    if (change.isNew || change.isGone || !change.touched("status")) {
      return null;
    }
    const values = { count: change.now("set_count"), changed: change.now("changed_count") };
    return { key: change.now("status") === "undone" ? "importTakenBack" : "sheetImported", values };
  },
  memberships(change) {
    if (change.isNew) {
      return { key: "memberJoined", values: { value: change.now("role") } };
    }
    if (change.touched("may_sign")) {
      return { key: change.now("may_sign") === "true" ? "authorityGiven" : "authorityTaken" };
    }
    return firstTouched(change, [
      ["status", "memberStatus"],
      ["role", "memberRole"],
    ]);
  },
  invitations(change) {
    if (change.isNew) {
      return { key: "invited", values: { value: change.now("role") } };
    }
    return change.touched("accepted_at")
      ? { key: "invitationAccepted" }
      : change.touched("revoked_at")
        ? { key: "invitationRevoked" }
        : null;
  },
  organisations: (change) => (change.isNew ? null : { key: "organisationChanged" }),
  alerts(change) {
    if (change.isNew) {
      return { key: "alertStarted", values: { value: change.now("kind") } };
    }
    return (
      firstTouched(change, [["stage", "alertStage"]]) ??
      (change.touched("sign_on_deadline") ? { key: "alertDeadline" } : { key: "alertChanged" })
    );
  },
  alert_texts(change) {
    const values = { value: change.now("language") };
    if (change.isNew) {
      return { key: "alertLanguage", values };
    }
    return change.touched("state")
      ? { key: change.now("state") === "ready" ? "alertLanguageReady" : "alertLanguageOpen" }
      : null;
  },
  alert_passages: (change) => (change.isNew ? { key: "passageSealed" } : null),
  alert_versions(change) {
    const values = { number: change.now("number") };
    if (change.now("purpose") !== "sign_on") {
      return { key: "alertVersion", values };
    }
    return { key: change.now("is_minor") === "true" ? "alertMended" : "alertOpened", values };
  },
  alert_restorations: (change) => (change.isNew ? { key: "alertRestored" } : null),
  alert_threads(change) {
    if (change.isNew) {
      return { key: "threadOpened", values: { value: change.now("section") } };
    }
    return change.touched("settled_at") && change.now("settled_at") !== "none"
      ? { key: "threadSettled" }
      : null;
  },
  // The thread and whoever is mentioned tell of it.
  alert_comments: () => null,
  alert_approvals: (change) => ({
    key: change.now("kind") === "consent" ? "alertChecked" : "alertApproved",
  }),
  sign_on_requests(change) {
    if (change.isNew) {
      return { key: "signOnAsked" };
    }
    if (change.touched("revoked_at")) {
      return { key: change.now("revoked_at") === "none" ? "signOnAsked" : "signOnTakenBack" };
    }
    return change.touched("nudged_at") ? { key: "signOnReminded" } : null;
  },
  withheld_names: () => ({ key: "nameWithheld" }),
  endorsements: (change) => ({ key: "alertAnswered", values: { value: change.now("answer") } }),
  editions(change) {
    if (change.isNew) {
      return {
        key: "editionIssued",
        values: { value: change.now("audience"), language: change.now("language") },
      };
    }
    return change.touched("frozen_at") ? { key: "editionFrozen" } : null;
  },
};

function describeCommitment(change: Change): Said | null {
  const stateCode = change.code("state_code");
  if (change.isNew) {
    return { key: "commitmentOpened", values: { value: change.now("stage") }, stateCode };
  }
  if (change.isGone) {
    return null;
  }
  if (change.touched("is_raised")) {
    return { key: change.now("is_raised") === "true" ? "commitmentRaised" : "commitmentNotRaised" };
  }
  if (change.touched("stage")) {
    const details = detailsOf(change);
    return { key: "commitmentStage", values: { value: change.now("stage") }, details };
  }
  if (change.touched("closed_as")) {
    const value = change.now("closed_as");
    return { key: value === "none" ? "commitmentReopened" : "commitmentClosed", values: { value } };
  }
  if (change.touched("due_on")) {
    const due = change.now("due_on");
    return due === "none"
      ? { key: "commitmentChanged" }
      : { key: "commitmentDue", values: { due } };
  }
  return (
    firstTouched(change, [
      ["word", "commitmentWord"],
      ["delivery", "commitmentDelivery"],
      ["naming", "commitmentNaming"],
      ["visibility", "commitmentAudience"],
      ["owner_id", "commitmentOwner"],
    ]) ?? { key: "commitmentChanged" }
  );
}

function detailsOf(change: Change): ActivityDetail[] {
  const details: ActivityDetail[] = [];
  if (change.touched("naming") && change.now("naming") !== "none") {
    details.push(`naming_${change.now("naming")}`);
  }
  const word = Number(change.now("word"));
  if (change.touched("word") && isWord(word)) {
    details.push(`word${word}`);
  }
  if (change.now("with_capital") === "true") {
    details.push("withCapital");
  }
  if (change.touched("leaning") && change.now("leaning") !== "none") {
    details.push(`leaning_${change.now("leaning")}`);
  }
  return details;
}

function isWord(word: number): word is 1 | 2 | 3 | 4 | 5 {
  return Number.isInteger(word) && word >= 1 && word <= 5;
}

function firstTouched(change: Change, options: [column: string, key: ActivityWord][]): Said | null {
  const [column, key] = options.find(([candidate]) => change.touched(candidate)) ?? [];
  if (!column || !key) {
    return null;
  }
  // Who owns an ask is a person: the row says that it changed, not to whom.
  return column === "owner_id" ? { key } : { key, values: { value: change.now(column) } };
}
