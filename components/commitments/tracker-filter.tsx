import { Messages } from "@/components/layout/messages";
import { FilterBar, type FilterChoices } from "./filter-bar";

/** The filter with what it says; States and sessions are handed down as names and opaque keys only. */
export function TrackerFilter({ states, sessions, members, caseReference }: FilterChoices) {
  return (
    <Messages
      of={[
        "commitments.filter",
        "commitments.column",
        "commitments.look",
        "commitments.forum",
        "sessions.short",
        "stages.label",
        "stages.withOverlay",
        "stages.overlay",
      ]}
    >
      <FilterBar
        states={states.map(({ key, name }) => ({ key, name }))}
        sessions={sessions.map(({ id, title, short }) => ({ id, title, short }))}
        members={members}
        caseReference={caseReference}
      />
    </Messages>
  );
}
