import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/forms/action-form";
import { FormArea, FormDate, FormSelect, FormText } from "@/components/forms/form-fields";
import type { SessionKind } from "@/db/reference/words";
import type { KnownDate } from "@/lib/i18n/format";
import { keepSession } from "@/lib/sessions/actions";
import { ownKinds, sessionDatePrecisions } from "@/lib/sessions/session";

/** A session as the form shows it for changing. */
export type SessionDraft = {
  id: string;
  kind: SessionKind;
  title: string;
  stateKey: string;
  date: KnownDate;
  time: string;
  place: string;
  note: string;
};

/** Adds a session of one's own, or changes it. The kinds of another forum are not offered for a change. */
export function SessionForm({
  session,
  states,
}: {
  session?: SessionDraft;
  states: { key: string; name: string }[];
}) {
  const t = useTranslations("sessions.form");
  const kind = useTranslations("sessions.kind");
  const labels = {
    kind: t("kind"),
    title: t("name"),
    state: t("state"),
    date: t("date"),
    time: t("time"),
    place: t("place"),
    note: t("note"),
  };
  const kinds = (Object.keys(ownKinds) as SessionKind[]).filter(
    (one) => !session || ownKinds[one] === ownKinds[session.kind],
  );
  return (
    <ActionForm
      action={keepSession}
      hidden={session ? { sessionId: session.id } : {}}
      labels={labels}
      submit={session ? t("change") : t("save")}
      className="max-w-2xl"
    >
      <FormSelect
        name="kind"
        label={labels.kind}
        hint={t("kindHint")}
        defaultValue={session?.kind ?? "upr_pre_session"}
        options={kinds.map((one) => ({ value: one, label: kind(one) }))}
      />
      <FormText
        name="title"
        label={labels.title}
        hint={t("nameHint")}
        defaultValue={session?.title}
        maxLength={160}
        autoComplete="off"
      />
      <FormSelect
        name="state"
        label={labels.state}
        hint={t("stateHint")}
        optional
        defaultValue={session?.stateKey ?? ""}
        placeholder={t("noState")}
        options={states.map(({ key, name }) => ({ value: key, label: name }))}
      />
      <FormDate
        name="date"
        label={labels.date}
        precisions={sessionDatePrecisions}
        defaultValue={session?.date ?? null}
      />
      <FormText
        name="time"
        label={labels.time}
        hint={t("timeHint")}
        defaultValue={session?.time}
        width="short"
        optional
        autoComplete="off"
      />
      <FormText name="place" label={labels.place} defaultValue={session?.place} optional />
      <FormArea name="note" label={labels.note} defaultValue={session?.note} rows={3} optional />
    </ActionForm>
  );
}
