import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/forms/action-form";
import { AskOnce } from "@/components/forms/ask-once";
import { closeBrief } from "@/lib/briefs/written/actions";

/** Closes a brief by hand, after a question: it is not undone. */
export function CloseBrief({ briefId }: { briefId: string }) {
  const t = useTranslations("briefs.one");
  return (
    <AskOnce opens={t("close")} name={t("close")}>
      <p>{t("closeWhat")}</p>
      <ActionForm
        action={closeBrief}
        hidden={{ briefId }}
        submit={t("closeGo")}
        look="danger"
        size="small"
      />
    </AskOnce>
  );
}
