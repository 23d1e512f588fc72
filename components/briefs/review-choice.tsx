import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { SelectField } from "@/components/ui/select-field";
import type { BriefKind } from "@/db/reference/words";

/** Of which session and State a brief is: a form that only reads, so that each choice has an address. */
export function ReviewChoice({
  sessions,
  sessionId,
  states,
  stateKey,
  kind = "pre_session",
}: {
  kind?: BriefKind;
  sessions: readonly { id: string; title: string }[];
  sessionId: string | undefined;
  /** Empty until the session is chosen. */
  states: readonly { key: string; name: string }[];
  stateKey: string | undefined;
}) {
  const t = useTranslations("briefs.start");
  const mission = useTranslations("briefs.startMission");
  return (
    <form
      method="get"
      action={kind === "mission" ? "/briefs/new/mission" : "/briefs/new"}
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
          label={kind === "mission" ? mission("state") : t("state")}
          {...(stateKey && { defaultValue: stateKey })}
          options={states.map(({ key, name }) => ({ value: key, label: name }))}
        />
      )}
      <Button type="submit">{kind === "mission" ? mission("show") : t("show")}</Button>
    </form>
  );
}
