import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import type { Able } from "@/lib/alerts/shown";
import { useFormats } from "@/lib/i18n/formats";

/** How many are named before the rest is only counted. */
const named = 3;

/**
 * Who can take a step, before somebody waits for it: by name where the reader may know it. Where nobody can, it says so
 * and where somebody is added.
 */
export function WhoCan({
  step,
  people,
  areAll = true,
  better = null,
  add,
}: {
  step: "approve" | "check" | "sign";
  people: readonly Able[];
  /** False where the reader is not told of everybody: they get no number, which would differ from a colleague's. */
  areAll?: boolean;
  /** Who could send the text instead, so that there is somebody. */
  better?: Able | null;
  /** Where somebody is added who can; null where the reader can't. */
  add: { href: string; label: string } | null;
}) {
  const t = useTranslations("alerts.whoCan");
  const formats = useFormats();
  const nameOf = ({ name, organisation, isMe }: Able) =>
    isMe ? t("you") : (name ?? t("somebodyOf", { organisation }));
  if (people.length === 0) {
    return (
      <Notice tone="caution" title={t(`nobody.${step}`)}>
        {better && <p>{t("better", { name: nameOf(better) })}</p>}
        {add && (
          <Link href={add.href as Route} prefetch={false} className="link target">
            {add.label}
          </Link>
        )}
      </Notice>
    );
  }
  const names = [...new Set(people.map(nameOf))];
  return (
    <p className="text-meta text-ink-muted">
      {t(step, {
        names: formats.choice([
          ...names.slice(0, named),
          ...(names.length > named || !areAll ? [t("others")] : []),
        ]),
        count: areAll ? people.length : 1,
      })}
    </p>
  );
}
