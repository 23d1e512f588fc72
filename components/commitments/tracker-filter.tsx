import { Messages } from "@/components/layout/messages";
import { useSessionName } from "@/components/sessions/session-name";
import type { ShortTitle } from "@/lib/sessions/short-title";
import { FilterBar, type FilterChoices, type SessionChoice } from "./filter-bar";

type Session = { id: string; title: string; short: ShortTitle | null; isPast: boolean };

/** The filter with what it says; States and sessions are handed down as names and opaque keys only. */
export function TrackerFilter({
  states,
  sessions,
  members,
  caseReference,
}: Omit<FilterChoices, "sessions"> & { sessions: readonly Session[] }) {
  return (
    <Messages
      of={[
        "commitments.filter",
        "commitments.column",
        "commitments.look",
        "commitments.forum",
        "stages.label",
        "stages.withOverlay",
        "stages.overlay",
        "sessions.ahead",
        "sessions.past",
      ]}
    >
      <FilterBar
        states={states.map(({ key, name }) => ({ key, name }))}
        sessions={named(sessions, useSessionName())}
        members={members}
        caseReference={caseReference}
      />
    </Messages>
  );
}

/** By short names; where two would be called alike, each by its whole title. */
function named(
  sessions: readonly Session[],
  nameOf: ReturnType<typeof useSessionName>,
): SessionChoice[] {
  const names = sessions.map(nameOf);
  return sessions.map(({ id, title, isPast }, at) => {
    const name = names[at] ?? title;
    const isAlone = names.indexOf(name) === names.lastIndexOf(name);
    return { id, title, isPast, name: isAlone ? name : title };
  });
}
