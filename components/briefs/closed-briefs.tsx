import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Section } from "@/components/ui/panel";
import type { BriefKind } from "@/db/reference/words";
import { dayInZone } from "@/lib/i18n/format";
import { useFormats } from "@/lib/i18n/formats";

/** The briefs that a withdrawal closed; the addresses of their guests are closed with them. */
export function ClosedBriefs({
  of: closed,
  timeZone,
}: {
  of: readonly {
    id: string;
    kind: BriefKind;
    audience: string;
    state: string | null;
    madeAt: Date;
  }[];
  timeZone: string;
}) {
  const t = useTranslations("briefs");
  const { day } = useFormats();
  return (
    <Section title={t("closedBy.title")} className="mt-6 max-w-3xl">
      {closed.length === 0 ? (
        <p className="pt-2 text-ink-muted">{t("closedBy.none")}</p>
      ) : (
        <ul className="divide-y divide-line">
          {closed.map(({ id, kind, audience, state, madeAt }) => (
            <li key={id} className="py-2">
              <Link href={`/briefs/${id}` as Route} prefetch={false} className="link target">
                <bdi data-written="">
                  {t(`kindTitle.${kind}`, { state: state ?? "none", reader: audience })}
                </bdi>
              </Link>
              <span className="text-meta text-ink-muted">
                {" "}
                {t("closedBy.made", { date: day(dayInZone(madeAt, timeZone)) })}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
