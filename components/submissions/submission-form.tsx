import { useTranslations } from "next-intl";
import { ChangedSince } from "@/components/briefs/changed-since";
import { DraftShell } from "@/components/briefs/draft-shell";
import {
  FormArea,
  FormCheck,
  FormCheckboxes,
  FormRadios,
  FormSelect,
  FormText,
} from "@/components/forms/form-fields";
import { Notice } from "@/components/ui/notice";
import {
  type AlertLanguage,
  alertLanguages,
  type Mandate,
  mandates,
  type SubmissionKind,
  type SubmissionText,
  submissionTexts,
} from "@/db/reference/words";
import { isFact } from "@/lib/briefs/noted";
import { knownDateOf } from "@/lib/dates/stored-date";
import { useFormats } from "@/lib/i18n/formats";
import { keepSubmission } from "@/lib/submissions/actions";
import type { SubmissionChange } from "@/lib/submissions/known";
import type { SeenSubmission, SubmittedTexts } from "@/lib/submissions/submission";
import { heldBack } from "@/lib/submissions/texts";
import { usePlaceName } from "./place-name";
import { SubmissionTextField } from "./submission-text";

/** An event that may be told. */
export interface TellableEvent {
  id: string;
  kind: string;
  title: string;
  happenedOn: string | null;
  happenedUntil: string | null;
  happenedPrecision: string;
}

/**
 * What somebody writes for a submission. With scripts it is saved as it is written, so that the paper beside it follows.
 */
export function SubmissionForm({
  draft,
  form,
  seen,
  said,
  events,
  sgReport,
  changes,
}: {
  draft: {
    id: string;
    kind: SubmissionKind;
    language: AlertLanguage;
    reportYear: number;
    isFollowUp: boolean;
    mandates: readonly Mandate[];
    contact: string;
    texts: SubmittedTexts;
    eventsOut: readonly string[];
    version: number;
    savedBy: string | null;
  };
  /** What this form is known by among others of the same draft. */
  form: string;
  seen: SeenSubmission;
  /** What the case says now. */
  said: Partial<Record<SubmissionText, string>>;
  events: readonly TellableEvent[];
  sgReport: string | null;
  /** What it is made from and says something else than when its author last looked. */
  changes: readonly SubmissionChange[];
}) {
  const nameOf = usePlaceName();
  const t = useTranslations("submissions");
  const inLanguage = useTranslations("alerts.language");
  const formats = useFormats();
  const kinds = useTranslations("cases.event.kinds");
  const minded = seen.unnamed.join(",");
  const held = heldBack(draft.texts, seen.unnamed);
  const isReport = draft.kind === "report";
  const fields: SubmissionText[] = [
    ...(draft.kind === "urgent" ? (["urgency"] as const) : []),
    ...submissionTexts.filter((one) => one !== "urgency"),
  ];
  const labels = Object.fromEntries(fields.map((one) => [`text.${one}`, t(`text.${one}`)]));
  return (
    <DraftShell
      action={keepSubmission}
      draftId={draft.id}
      form={form}
      version={draft.version}
      savedBy={draft.savedBy}
      labels={{ ...labels, contact: t("write.contact"), reportYear: t("write.year") }}
      present={[...fields.map((one) => draft.texts[one]?.text ?? ""), draft.contact].filter(
        Boolean,
      )}
    >
      <ChangedSince
        of={changes.map((one) => ({
          ...one,
          label: nameOf(one.place),
          isFact: isFact(one),
          before: one.isReadable ? one.was : null,
        }))}
      />
      <input type="hidden" name="minded" value={minded} />
      <input type="hidden" name="eventsShown" value={events.map(({ id }) => id).join(",")} />
      <FormSelect
        name="language"
        label={t("write.language")}
        hint={t("write.languageHint")}
        defaultValue={draft.language}
        options={alertLanguages.map((one) => ({ value: one, label: inLanguage(one) }))}
      />
      {isReport && (
        <FormText
          name="reportYear"
          label={t("write.year")}
          width="short"
          inputMode="numeric"
          defaultValue={String(draft.reportYear)}
        />
      )}
      {isReport && (
        <FormRadios
          name="annex"
          label={t("write.annex")}
          hint={
            sgReport
              ? t("write.annexLocation", { reference: sgReport })
              : t("write.annexNoLocation")
          }
          defaultValue={draft.isFollowUp ? "followUp" : "new"}
          options={[
            { value: "new", label: t("write.annexNew") },
            { value: "followUp", label: t("write.annexFollowUp") },
          ]}
        />
      )}
      {!isReport && (
        <FormCheckboxes
          name="mandates"
          label={t("write.mandates")}
          hint={t("write.mandatesHint")}
          defaultValue={[...draft.mandates]}
          options={mandates.map((one) => ({ value: one, label: t(`mandate.${one}`) }))}
        />
      )}
      <fieldset className="flex min-w-0 flex-col gap-4">
        <legend className="mb-1 font-semibold">{t("write.words")}</legend>
        <p className="text-meta text-ink-muted">{t("write.wordsHint")}</p>
        {seen.unnamed.length > 0 && (
          <Notice tone="caution" title={t("write.careTitle")}>
            {t("write.care")}
          </Notice>
        )}
        {held.length > 0 && (
          <Notice tone="danger" title={t("write.heldTitle")}>
            <p>{t("write.held", { fields: formats.list(held.map((one) => t(`text.${one}`))) })}</p>
            <FormCheck key={minded} name="readAgain" label={t("write.readAgain")} />
          </Notice>
        )}
        {fields.map((field) => (
          <SubmissionTextField
            // Drawn anew when somebody else stays unnamed: what stood in it may not go along then.
            key={`${field} ${minded === "" ? "following" : minded}`}
            field={field}
            now={said[field]}
            had={draft.texts[field]}
            isFollowing={minded === ""}
            before={changes.find(({ name }) => name === field)?.was}
          />
        ))}
      </fieldset>
      {events.length > 0 && (
        <FormCheckboxes
          name="eventsTold"
          label={t("write.events")}
          hint={t("write.eventsHint")}
          defaultValue={events
            .filter(({ id }) => !draft.eventsOut.includes(id))
            .map(({ id }) => id)}
          options={events.map((event) => ({
            value: event.id,
            label: t("write.eventOf", {
              date: formats.date(knownDateOf("happened", event), "short"),
              kind: kinds(event.kind as "reprisal"),
              title: event.title,
            }),
          }))}
        />
      )}
      <FormArea
        name="contact"
        label={t("write.contact")}
        hint={t("write.contactHint")}
        rows={3}
        maxLength={600}
        optional
        defaultValue={draft.contact}
      />
    </DraftShell>
  );
}
