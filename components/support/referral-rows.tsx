import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { useFormats } from "@/lib/i18n/formats";
import type { Referral } from "@/lib/support/referrals/queries";

/**
 * The referrals of a request, newest first, each with where it stands. Where consent ended after one was sent, that and
 * nothing else is what is to be done about it.
 */
export function ReferralRows({
  of,
  base,
  isOpen,
}: {
  of: readonly Referral[];
  base: string;
  /** Whether the request is open, so that somebody is asked again. */
  isOpen: boolean;
}) {
  const t = useTranslations("support.referral");
  const { day, money } = useFormats();
  return (
    <ul className="divide-y divide-line">
      {of.map((referral) => (
        <li
          key={referral.id}
          className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 px-4 py-3"
        >
          <Link
            href={`${base}/refer/${referral.supportKey}` as Route}
            prefetch={false}
            dir="auto"
            className="target font-semibold hover:underline"
          >
            {referral.supportName}
          </Link>
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1 text-meta">
            {referral.outcome === "accepted" && referral.answer?.amount && (
              <span>{money(referral.answer)}</span>
            )}
            {referral.refusal && <span>{t(`refusals.${referral.refusal}`)}</span>}
            {isOpen && referral.followUpOn && !referral.withdrawnAt && (
              <span className="text-ink-muted">
                {t("followUpOn", { date: day(referral.followUpOn, "short") })}
              </span>
            )}
            {referral.sentOn && (
              <span className="text-ink-muted">
                {t("sentShort", { date: day(referral.sentOn, "short") })}
              </span>
            )}
            <Standing of={referral} base={base} />
          </span>
        </li>
      ))}
    </ul>
  );
}

function Standing({
  of: { outcome, sentOn, withdrawnAt, isOlder, supportKey },
  base,
}: {
  of: Referral;
  base: string;
}) {
  const t = useTranslations("support.referral");
  if (withdrawnAt) {
    return sentOn ? (
      <Link
        href={`${base}/refer/${supportKey}` as Route}
        prefetch={false}
        className="link target text-danger"
      >
        {t("deleteShort")}
      </Link>
    ) : (
      <Badge>{t("closedShort")}</Badge>
    );
  }
  if (outcome) {
    return (
      <Badge tone={outcome === "accepted" ? "done" : "danger"}>{t(`outcomes.${outcome}`)}</Badge>
    );
  }
  if (isOlder && !sentOn) {
    return <Badge tone="caution">{t("olderShort")}</Badge>;
  }
  return <Badge tone={sentOn ? "accent" : "caution"}>{t(sentOn ? "waiting" : "notSent")}</Badge>;
}
