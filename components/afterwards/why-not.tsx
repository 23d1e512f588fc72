import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/forms/action-form";
import { FormArea, FormSelect } from "@/components/forms/form-fields";
import { unraisedReasons } from "@/db/reference/words";
import type { AccountLine } from "@/lib/afterwards/account";
import { giveReason } from "@/lib/afterwards/actions";
import { dayInZone } from "@/lib/i18n/format";
import { useFormats } from "@/lib/i18n/formats";

/** Why a promise was not kept: what somebody said, else what the speakers list shows, and the form to say it. */
export function WhyNot({
  line,
  sessionId,
  timeZone,
}: {
  line: AccountLine;
  sessionId: string;
  timeZone: string;
}) {
  const t = useTranslations("afterwards.why");
  const formats = useFormats();
  const { why } = line;
  if (!why) {
    return null;
  }
  // What the list alone can show is no reason that somebody gives.
  const said = why.reason === "joined_without_it" ? null : why.reason;
  return (
    <>
      <div>
        <p className="font-semibold">
          {why.reason ? t(`reason.${why.reason}`) : t("notSaid")}
          {!why.told && why.reason && (
            <span className="font-normal text-ink-muted"> {t("asTheListShows")}</span>
          )}
        </p>
        {why.told && why.words && (
          <p dir="auto" data-written="" className="max-w-measure whitespace-pre-line">
            {why.words}
          </p>
        )}
        {why.told && (
          <p className="text-meta text-ink-muted">
            {t("by", {
              name: why.by ?? t("somebody"),
              day: formats.day(dayInZone(new Date(why.at), timeZone), "short"),
            })}
          </p>
        )}
      </div>
      {line.mayChange && (
        <details className="print:hidden">
          <summary className="flex min-h-11 cursor-pointer items-center text-meta text-accent sm:min-h-control-small">
            {why.told ? t("again") : t("say")}
            <span className="sr-only">
              : {line.state.name}, {line.case.reference}
            </span>
          </summary>
          <ActionForm
            action={giveReason}
            hidden={{ sessionId, commitmentId: line.id }}
            submit={t("submit")}
            name={t("submitOf", { state: line.state.name, case: line.case.reference })}
            size="small"
            saved={t("saved")}
            className="py-2"
          >
            <FormSelect
              name="reason"
              label={t("label")}
              className="max-w-80"
              options={unraisedReasons.map((value) => ({ value, label: t(`reason.${value}`) }))}
              {...(said && { defaultValue: said })}
            />
            <FormArea name="words" label={t("words")} rows={2} optional maxLength={2000} />
          </ActionForm>
        </details>
      )}
    </>
  );
}
