import { useTranslations } from "next-intl";
import type { SupportNature, SupportUrgency } from "@/db/reference/support-words";
import { dayInZone } from "@/lib/i18n/format";
import { useFormats } from "@/lib/i18n/formats";

/** What stands beside the sealed part of a request: for whom, how soon, since when. */
export function RequestFacts({
  of: request,
  timeZone,
}: {
  of: {
    publicLabel: string;
    nature: SupportNature;
    urgency: SupportUrgency;
    neededBy: string | null;
    createdAt: Date;
    openedBy: string | null;
  };
  timeZone: string;
}) {
  const t = useTranslations("support");
  const { day } = useFormats();
  const opened = day(dayInZone(request.createdAt, timeZone));
  const facts = [
    { name: t("page.for"), value: request.publicLabel },
    { name: t("page.urgency"), value: t(`urgencies.${request.urgency}`) },
    {
      name: t("page.neededBy"),
      value: request.neededBy ? day(request.neededBy) : t("page.noDay"),
    },
    { name: t("page.nature"), value: t(`natures.${request.nature}`) },
  ];
  return (
    <div>
      <dl className="grid grid-cols-2 gap-x-6 gap-y-3 lg:grid-cols-4">
        {facts.map(({ name, value }) => (
          <div key={name}>
            <dt className="text-meta text-ink-muted">{name}</dt>
            <dd dir="auto">{value}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-3 text-meta text-ink-muted">
        {request.openedBy
          ? t("page.opened", { name: request.openedBy, date: opened })
          : t("page.openedBySomebody", { date: opened })}
      </p>
    </div>
  );
}
