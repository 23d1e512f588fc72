import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/forms/action-form";
import { AskOnce } from "@/components/forms/ask-once";
import { Notice } from "@/components/ui/notice";
import { secondSubmission } from "@/lib/submissions/actions";

/** Why a letter does not go out yet, and what whoever may agree does about it. */
export function SubmissionHold({ secondFor }: { secondFor: string | null }) {
  const t = useTranslations("submissions.one.hold");
  return (
    <Notice tone="caution" title={t("title")}>
      <p>{t("text")}</p>
      {secondFor && (
        <div className="mt-2">
          <AskOnce opens={t("opens")} name={t("opens")} look="primary">
            <p>{t("what")}</p>
            <ActionForm
              action={secondSubmission}
              hidden={{ submissionId: secondFor }}
              submit={t("go")}
              size="small"
            />
          </AskOnce>
        </div>
      )}
    </Notice>
  );
}
