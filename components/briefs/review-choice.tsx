import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { SelectField } from "@/components/ui/select-field";
import type { DraftKind } from "@/db/reference/words";

/** Of which session and State a brief is: a form that only reads, so that each choice has an address. */
export function ReviewChoice({
  sessions,
  sessionId,
  states,
  stateKey,
  kind = "pre_session",
  mayBeSeveral = false,
}: {
  kind?: DraftKind;
  /** No State need be chosen. */
  mayBeSeveral?: boolean;
  sessions: readonly { id: string; title: string }[];
  sessionId: string | undefined;
  /** Empty until the session is chosen. */
  states: readonly { key: string; name: string }[];
  stateKey: string | undefined;
}) {
  const t = useTranslations("briefs.start");
  const mission = useTranslations("briefs.startMission");
  const speaking = useTranslations("briefs.startSpeaking");
  const { path, state, show } = {
    pre_session: { path: "", state: t("state"), show: t("show") },
    mission: { path: "/mission", state: mission("state"), show: mission("show") },
    speaking: { path: "/speaking", state: speaking("state"), show: speaking("show") },
  }[kind];
  return (
    <form
      method="get"
      action={`/briefs/new${path}`}
      className="mb-6 grid max-w-2xl items-end gap-4 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto]"
    >
      <SelectField
        name="session"
        label={t("session")}
        {...(sessionId && { defaultValue: sessionId })}
        options={sessions.map(({ id, title }) => ({ value: id, label: title }))}
      />
      {states.length > 0 && (
        <SelectField
          name="state"
          label={state}
          {...(mayBeSeveral && { placeholder: speaking("several") })}
          {...(stateKey && { defaultValue: stateKey })}
          options={states.map(({ key, name }) => ({ value: key, label: name }))}
        />
      )}
      <Button type="submit">{show}</Button>
    </form>
  );
}
