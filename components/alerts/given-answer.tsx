import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import { groupsOf } from "@/lib/alerts/alert";
import type { GivenAnswer } from "@/lib/alerts/shown";
import { useFormats } from "@/lib/i18n/formats";
import { writeMoment } from "@/lib/i18n/moment";

const titles = {
  signed: "signedTitle",
  with_change: "changeTitle",
  cannot: "cannotTitle",
} as const;

/** What one's organisation answered, to exactly which text, and what happens if that text changes. */
export function GivenAnswerNotice({
  of: answer,
  organisation,
  hash,
  timeZone,
  withheldAt,
  change,
}: {
  of: GivenAnswer;
  organisation: string;
  hash: string;
  timeZone: string;
  /** Since when the organisation is not named any more; null where it is. */
  withheldAt: Date | null;
  /** Where it can be changed; null where it can't. */
  change: string | null;
}) {
  const t = useTranslations("signOn.sign");
  const formats = useFormats();
  return (
    <Notice
      tone={answer.answer === "signed" ? "done" : "info"}
      title={t(titles[answer.answer], { organisation })}
    >
      <p>
        {t("signedWhat", {
          number: answer.versionNumber,
          date: writeMoment(answer.at, timeZone, formats),
          hash: `${groupsOf(hash).slice(0, 4).join(" ")} …`,
        })}
      </p>
      {answer.reason && (
        <p dir="auto" className="mt-1 whitespace-pre-line">
          {answer.reason}
        </p>
      )}
      {answer.answer === "signed" && !answer.publishName && <p>{t("unpublished")}</p>}
      {withheldAt && (
        <p className="mt-1 font-semibold">
          {t("withheld", { date: writeMoment(withheldAt, timeZone, formats) })}
        </p>
      )}
      <p className="mt-1">{t("afterwards")}</p>
      {change && (
        <p className="mt-1">
          <Link href={change as Route} prefetch={false} className="link target">
            {t("changeAnswer")}
          </Link>
        </p>
      )}
    </Notice>
  );
}
