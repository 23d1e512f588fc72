import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import type { GuestAnswer } from "@/db/reference/words";

/** What guests of a State answered and nobody has confirmed, above its commitment. */
export function UnconfirmedWords({
  of: replies,
}: {
  of: readonly {
    id: string;
    answer: GuestAnswer;
    recipient: string;
    remarks: string;
    maySettle: boolean;
  }[];
}) {
  const t = useTranslations("guests");
  return replies.map(({ answer, id, maySettle, recipient, remarks }) => (
    <Notice
      key={id}
      tone="caution"
      title={
        <bdi data-written="">{t("answers.here", { recipient, answer: t(`answer.${answer}`) })}</bdi>
      }
    >
      <p data-written="" dir="auto">
        {t("answers.hereHint", { remarks })}
      </p>
      {maySettle && (
        <Link href={"/briefs/answers" as Route} prefetch={false} className="link target">
          {t("answers.hereLink")}
        </Link>
      )}
    </Notice>
  ));
}
