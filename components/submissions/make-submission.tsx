import { useTranslations } from "next-intl";
import { FormCheck } from "@/components/forms/form-fields";
import { SureForm } from "@/components/forms/sure-form";
import { Notice } from "@/components/ui/notice";
import type { SubmissionKind } from "@/db/reference/words";
import { makeSubmission } from "@/lib/submissions/actions";
import type { Stop } from "@/lib/submissions/submission";

/** Makes the submission of what was looked at, or says what keeps it from being made. */
export function MakeSubmission({
  draftId,
  kind,
  hash,
  stops,
}: {
  draftId: string;
  kind: SubmissionKind;
  hash: string;
  stops: readonly Stop[];
}) {
  const t = useTranslations("submissions");
  if (stops.length > 0) {
    return (
      <Notice tone="caution" title={t("stop.title")}>
        <ul className="list-disc ps-5">
          {stops.map((stop) => (
            <li key={stop}>{t(`stop.${stop}`)}</li>
          ))}
        </ul>
      </Notice>
    );
  }
  return (
    <SureForm
      action={makeSubmission}
      hidden={{ draftId, hash }}
      labels={{ confirmed: t("make.title") }}
      submit={t("make.go", { kind })}
    >
      <p>{t("make.what")}</p>
      <FormCheck name="confirmed" label={t("make.confirm")} />
    </SureForm>
  );
}
