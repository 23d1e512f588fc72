import { useTranslations } from "next-intl";
import { dayInZone } from "@/lib/i18n/format";
import { useFormats } from "@/lib/i18n/formats";
import type { ShownToUs } from "@/lib/support/shown/shown";
import { useRegionName } from "./region-name";

/** All that an outline says. */
export function ShownFacts({ of: one, timeZone }: { of: ShownToUs; timeZone: string }) {
  const t = useTranslations("coalition.shown");
  const urgencies = useTranslations("support.urgencies");
  const regionName = useRegionName();
  const { day } = useFormats();
  const facts = [
    { name: t("region"), value: regionName(one.region) },
    { name: t("urgency"), value: urgencies(one.urgency) },
    { name: t("neededBy"), value: one.neededBy ? day(one.neededBy) : t("noDay") },
    { name: t("on"), value: day(dayInZone(one.shownAt, timeZone)) },
    ...(one.expiresOn ? [{ name: t("until"), value: day(one.expiresOn) }] : []),
  ];
  return (
    <dl className="grid gap-x-6 gap-y-2 sm:grid-cols-3">
      {facts.map(({ name, value }) => (
        <div key={name}>
          <dt className="text-meta text-ink-muted">{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
