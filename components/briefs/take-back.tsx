import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/forms/action-form";
import { AskOnce } from "@/components/forms/ask-once";
import { takeBackPack } from "@/lib/briefs/packs/actions";
import { takeBackBrief } from "@/lib/briefs/written/actions";

/** Its author's undo of a brief that did not go out: it is closed, and they go on with what they wrote. */
export function TakeBackBrief({
  briefId,
  from,
}: {
  briefId: string;
  /** What there is to go on with: its draft, the words of its pack, or nothing any more. */
  from: "draft" | "pack" | "none";
}) {
  const t = useTranslations("briefs.one.takeBack");
  return (
    <AskOnce opens={t("opens")} name={t("opens")}>
      <p>{t("what")}</p>
      <p>{t(`from.${from}`)}</p>
      <ActionForm
        action={takeBackBrief}
        hidden={{ briefId }}
        submit={t("go")}
        look="danger"
        size="small"
      />
    </AskOnce>
  );
}

/** The same for everything that a pack made and that did not go out. */
export function TakeBackPack({ packId, papers }: { packId: string; papers: number }) {
  const t = useTranslations("packs.takeBack");
  return (
    <AskOnce opens={t("opens")} name={t("opens")}>
      <p>{t("what", { papers })}</p>
      <ActionForm
        action={takeBackPack}
        hidden={{ packId }}
        submit={t("go")}
        look="danger"
        size="small"
      />
    </AskOnce>
  );
}
