import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/forms/action-form";
import { AskOnce } from "@/components/forms/ask-once";
import { secondPack } from "@/lib/briefs/packs/actions";
import { secondBrief } from "@/lib/briefs/written/actions";

/** The pack that a brief was made in, with how many of its papers are not closed. */
export interface OfPack {
  id: string;
  papers: number;
}

/** Where the other papers are to which somebody agrees with this one. */
export function PackOf({ pack }: { pack: OfPack }) {
  const t = useTranslations("briefs.one.hold");
  return (
    <p>
      {t("inPack", { papers: pack.papers })}{" "}
      <Link href={`/briefs/packs/${pack.id}` as Route} prefetch={false} className="link target">
        {t("packLink")}
      </Link>
    </p>
  );
}

/** What whoever may agree does about a brief that waits: with it they agree to all others of its pack. */
export function AgreeToBrief({ briefId, pack }: { briefId: string; pack: OfPack | null }) {
  const t = useTranslations("briefs.one.hold");
  return (
    <AskOnce opens={t("second")} name={t("second")} look="primary">
      <p>{pack ? t("secondWhatPack", { papers: pack.papers }) : t("secondWhat")}</p>
      <ActionForm action={secondBrief} hidden={{ briefId }} submit={t("secondGo")} size="small" />
    </AskOnce>
  );
}

/** The same for a pack as a whole. */
export function AgreeToPack({ packId, papers }: { packId: string; papers: number }) {
  const t = useTranslations("packs.agree");
  return (
    <AskOnce opens={t("opens")} name={t("opens")} look="primary">
      <p>{t("what", { papers })}</p>
      <ActionForm
        action={secondPack}
        hidden={{ packId }}
        submit={t("go", { papers })}
        size="small"
      />
    </AskOnce>
  );
}
