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
  repeats,
}: {
  draftId: string;
  kind: SubmissionKind;
  hash: string;
  stops: readonly Stop[];
  /** It says again what must not be mentioned, and its author must have read that. */
  repeats: boolean;
}) {
  const briefs = useTranslations("briefs");
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
      labels={{ confirmed: t("make.title"), mentionsRead: briefs("make.mentions") }}
      submit={t("make.go", { kind })}
    >
      <p>{t("make.what")}</p>
      {repeats && <FormCheck name="mentionsRead" label={briefs("mentions.confirm")} />}
      <FormCheck name="confirmed" label={t("make.confirm")} />
    </SureForm>
  );
}
