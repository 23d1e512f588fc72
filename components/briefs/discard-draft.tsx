import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/forms/action-form";
import { AskOnce } from "@/components/forms/ask-once";
import { dropDraft } from "@/lib/briefs/written/actions";

/** Lets a draft go, after a question. */
export function DiscardDraft({ draftId }: { draftId: string }) {
  const t = useTranslations("briefs.discard");
  return (
    <AskOnce opens={t("opens")} name={t("opens")}>
      <p>{t("what")}</p>
      <ActionForm
        action={dropDraft}
        hidden={{ draftId }}
        submit={t("go")}
        look="danger"
        size="small"
      />
    </AskOnce>
  );
}
