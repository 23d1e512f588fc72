import type { AlertLanguage, PartReason } from "@/db/reference/words";

/** So many missions a pack may be for: every State. */
export const mostMissions = 250;

/** With which missions the list begins to be chosen. */
export const beginnings = ["none", "members", "asked", "selected"] as const;
export type Beginning = (typeof beginnings)[number];

/** So many cases a pack may be about. */
export const mostCases = 20;

/** What was selected elsewhere for a pack. */
export interface Selected {
  stateKeys: readonly string[];
  caseIds: readonly string[];
}

/** Where a pack begins with this selection. Keys and ids say nothing to whoever reads the address. */
export function packHref({
  stateKeys,
  caseIds,
  sessionId,
}: Selected & { sessionId?: string | undefined }): string {
  const params = new URLSearchParams({
    ...(sessionId && { session: sessionId }),
    begin: "selected",
    states: stateKeys.slice(0, mostMissions).join("."),
    cases: caseIds.join("."),
  });
  return `/briefs/new/pack?${params}`;
}

/** The selection that an address tells. */
export function readSelected(
  params: Readonly<Record<string, string | readonly string[] | undefined>>,
): Selected {
  const listed = (sent: unknown) =>
    typeof sent === "string" ? sent.split(".").filter((one) => one !== "") : [];
  return { stateKeys: listed(params.states), caseIds: listed(params.cases) };
}

/** A mission that a pack may be for. */
export interface MissionChoice {
  key: string;
  name: string;
  language: AlertLanguage;
  isChosen: boolean;
}

/** What became of one mission of a pack. */
export interface PackMission {
  place: number;
  stateCode: string;
  names: Record<string, string>;
  language: AlertLanguage;
  reason: PartReason | null;
  /** Null while it waits, and where its cases are not its reader's any more. */
  briefId: string | null;
  stands: boolean;
  /** When its file goes out; null while that waits for a second person, and where there is none. */
  leavesAt: Date | null;
  isSettled: boolean;
  /** What was written for it, where it was not made or was taken back; its author's alone. */
  draftId: string | null;
  agreedBy: string | null;
  agreedAt: Date | null;
  isAgreedByMe: boolean;
}

/** What waits in a pack, what is held, and who agreed to it last. */
export function standingOf(missions: readonly PackMission[], now: Date) {
  const standing = missions.filter(({ stands }) => stands);
  const agreed = standing.filter(({ agreedAt }) => agreedAt !== null);
  const last = agreed.reduce<PackMission | null>(
    (found, one) =>
      found?.agreedAt && one.agreedAt && one.agreedAt <= found.agreedAt ? found : one,
    null,
  );
  return {
    standing: standing.length,
    waiting: standing.filter(({ leavesAt }) => leavesAt === null).length,
    /** Of which it can be said that nobody outside has it. */
    held: standing.filter(({ leavesAt }) => leavesAt === null || leavesAt > now).length,
    /** When all of it goes out; null while something waits. */
    leavesAt: standing.reduce<Date | null>(
      (latest, { leavesAt }) =>
        latest && leavesAt ? (leavesAt > latest ? leavesAt : latest) : null,
      new Date(0),
    ),
    agreed: last?.agreedAt && {
      by: last.agreedBy,
      at: last.agreedAt,
      isMine: last.isAgreedByMe,
      briefId: last.briefId ?? "",
      papers: agreed.filter(({ agreedAt }) => agreedAt?.getTime() === last.agreedAt?.getTime())
        .length,
    },
  };
}

/** Which of the six languages somebody meant who wrote its name down, in English or in itself. */
export function languageNamed(
  written: string,
  languages: readonly AlertLanguage[],
): AlertLanguage | undefined {
  const text = written.trim().toLowerCase();
  return languages.find((one) =>
    ["en", one].some((locale) => {
      const name = new Intl.DisplayNames([locale], { type: "language" }).of(one) ?? one;
      return text !== "" && (text === one || text.startsWith(name.toLowerCase()));
    }),
  );
}
