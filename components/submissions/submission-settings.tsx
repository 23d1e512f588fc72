import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/forms/action-form";
import { FormArea, FormText } from "@/components/forms/form-fields";
import { Panel } from "@/components/ui/panel";
import { type SubmissionPurpose, submissionPurposes } from "@/db/reference/words";
import { useFormats } from "@/lib/i18n/formats";
import {
  dropReportWindow,
  setReportWindow,
  setSubmissionAddresses,
} from "@/lib/submissions/actions";
import type { NotedWindow } from "@/lib/submissions/window";

/** Where submissions go and what reports cover: for everybody to read, and for administrators to set. */
export function SubmissionSettings({
  addresses,
  windows,
  maySet,
}: {
  addresses: Record<SubmissionPurpose, string>;
  windows: readonly NotedWindow[];
  maySet: boolean;
}) {
  const t = useTranslations("submissions.settings");
  const { day } = useFormats();
  return (
    <Panel title={t("title")}>
      <div className="flex max-w-measure flex-col gap-5">
        <p>{t("what")}</p>
        {maySet ? (
          <ActionForm
            // Drawn anew with what was kept, since React empties a form after its action.
            key={JSON.stringify(addresses)}
            action={setSubmissionAddresses}
            labels={{ report: t("address.report"), procedures: t("address.procedures") }}
            submit={t("save")}
            saved={t("saved")}
            look="secondary"
          >
            {submissionPurposes.map((purpose) => (
              <FormArea
                key={purpose}
                name={purpose}
                label={t(`address.${purpose}`)}
                hint={addresses[purpose] ? undefined : t("notSet")}
                rows={2}
                maxLength={600}
                optional
                defaultValue={addresses[purpose]}
              />
            ))}
          </ActionForm>
        ) : (
          submissionPurposes.map((purpose) => (
            <div key={purpose}>
              <p className="font-semibold">{t(`address.${purpose}`)}</p>
              <p dir="auto" data-written="" className="whitespace-pre-line break-words">
                {addresses[purpose] || t("notSet")}
              </p>
            </div>
          ))
        )}
        <div>
          <h3 className="font-semibold">{t("windows")}</h3>
          <p>{t("windowsWhat")}</p>
        </div>
        {windows.length === 0 ? (
          <p className="text-ink-muted">{t("noWindows")}</p>
        ) : (
          <ul className="flex flex-col gap-2">
            {windows.map(({ closesOn, isOpeningNoted, opensOn, sessionId, year }) => (
              <li key={year} className="flex flex-wrap items-center justify-between gap-x-4">
                <span>
                  {t("windowLine", { year: String(year), from: day(opensOn), to: day(closesOn) })}{" "}
                  {sessionId && (
                    <Link
                      href={`/sessions/${sessionId}/deadlines` as Route}
                      prefetch={false}
                      className="link target"
                    >
                      {t("windowEnd")}
                    </Link>
                  )}
                </span>
                {maySet && isOpeningNoted && (
                  <ActionForm
                    action={dropReportWindow}
                    hidden={{ year: String(year) }}
                    submit={t("drop")}
                    name={t("dropFull", { year: String(year) })}
                    look="quiet"
                    size="small"
                  />
                )}
              </li>
            ))}
          </ul>
        )}
        {maySet && (
          <ActionForm
            key={windows.map(({ year, opensOn }) => [year, opensOn]).join()}
            action={setReportWindow}
            labels={{ year: t("year"), opensOn: t("opens") }}
            submit={t("add")}
            look="secondary"
            className="gap-3"
          >
            <div className="flex flex-wrap items-end gap-3">
              <FormText name="year" label={t("year")} inputMode="numeric" width="short" />
              <FormText name="opensOn" type="date" label={t("opens")} />
            </div>
          </ActionForm>
        )}
      </div>
    </Panel>
  );
}
