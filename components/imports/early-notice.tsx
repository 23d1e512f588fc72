import { useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import { useFormats } from "@/lib/i18n/formats";
import type { Draft } from "@/lib/imports/import";

/** Says what a sheet calls raised at sessions that have not begun: it may stand for what is expected. */
export function EarlyNotice({ early }: { early: Draft["early"] }) {
  const t = useTranslations("imports.early");
  const { date } = useFormats();
  if (early.length === 0) {
    return null;
  }
  const count = early.reduce((sum, one) => sum + one.count, 0);
  return (
    <Notice tone="caution" title={t("title", { count })}>
      <ul>
        {early.map(({ session, count: there }) => (
          <li key={session.id}>
            {t.rich("session", {
              session: () => <bdi>{session.title}</bdi>,
              day: () => <bdi>{date({ precision: "day", from: session.startsOn ?? "" })}</bdi>,
              count: there,
            })}
          </li>
        ))}
      </ul>
      <p>{t("hint")}</p>
    </Notice>
  );
}
