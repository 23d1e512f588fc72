import { useTranslations } from "next-intl";
import { Icon } from "@/components/ui/icon";
import { Lock } from "@/components/ui/icons";
import type { NamesInVersion } from "@/lib/alerts/shown";

/** What the team is told of a version's words: that a protected name stands in them, or was taken out. */
export function VersionNames({ of }: { of: NamesInVersion | null }) {
  const t = useTranslations("history.names");
  if (!of) {
    return null;
  }
  return of.holdsName ? (
    <div className="mt-1 flex gap-1.5 text-meta text-danger">
      <Icon of={Lock} size={16} className="mt-0.5" />
      <p>
        <span className="font-semibold">{t("stands")}</span>{" "}
        {t(of.stays ? "stays" : "notForSignOn")}
      </p>
    </div>
  ) : (
    <p className="mt-1 text-meta text-ink-muted">{t("takenOut")}</p>
  );
}
