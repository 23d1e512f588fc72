import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/forms/action-form";
import { AskOnce } from "@/components/forms/ask-once";
import { closeSubmission, dropSubmissionDraft } from "@/lib/submissions/actions";

/** Lets a draft go, after a question. */
export function DiscardSubmission({ draftId }: { draftId: string }) {
  const t = useTranslations("submissions.discard");
  return (
    <AskOnce opens={t("opens")} name={t("opens")}>
      <p>{t("what")}</p>
      <ActionForm
        action={dropSubmissionDraft}
        hidden={{ draftId }}
        submit={t("go")}
        look="danger"
        size="small"
      />
    </AskOnce>
  );
}

/** Closes a submission by hand, after a question: it is not undone. */
export function CloseSubmission({ submissionId }: { submissionId: string }) {
  const t = useTranslations("submissions.one");
  return (
    <AskOnce opens={t("close")} name={t("close")}>
      <p>{t("closeWhat")}</p>
      <ActionForm
        action={closeSubmission}
        hidden={{ submissionId }}
        submit={t("closeGo")}
        look="danger"
        size="small"
      />
    </AskOnce>
  );
}
