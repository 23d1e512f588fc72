"use client";

import { useLocale, useTranslations } from "next-intl";
import { writeList } from "@/lib/i18n/format";
import { coloursOf } from "./colours";
import type { Present } from "./room-state";

const shown = 4;

/**
 * Who else has the text open: colleagues by name, everybody else by their organisation. Nothing is said where presence
 * is off, except that it is.
 */
export function PresenceLine({
  here,
  colleagues,
  isHidden,
}: {
  here: readonly Present[];
  /** Names by membership. */
  colleagues: Readonly<Record<string, string>>;
  isHidden: boolean;
}) {
  const t = useTranslations("alerts.desk.presence");
  const locale = useLocale();
  if (isHidden) {
    return <p className="text-meta text-ink-muted">{t("off")}</p>;
  }
  const others = [
    ...new Map(
      here.filter(({ isMe }) => !isMe).map((one) => [one.membershipId, one] as const),
    ).values(),
  ].map((one) => ({ ...one, name: colleagues[one.membershipId] ?? one.organisation }));
  const colours = coloursOf(here.map(({ membershipId }) => membershipId));
  const names = [...new Set(others.map(({ name }) => name))];
  return (
    <p role="status" className="flex items-center gap-2 text-meta text-ink-muted">
      {others.slice(0, shown).map((one) => (
        <span
          key={one.membershipId}
          title={one.name}
          aria-hidden="true"
          className="inline-flex size-8 shrink-0 items-center justify-center rounded-full font-semibold text-white"
          style={{ backgroundColor: colours.get(one.membershipId), color: "#fff" }}
        >
          {initials(one.name)}
        </span>
      ))}
      {names.length > 0 && (
        <span>
          {t("here", {
            count: names.length,
            organisations: writeList(names.slice(0, shown), locale),
            more: names.length - Math.min(names.length, shown),
          })}
        </span>
      )}
    </p>
  );
}

/** Of the first word and the last: "Partner A" and "Partner B" of one coalition differ at the end. */
function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  return [...new Set([words[0], words.at(-1)])]
    .map((word) => [...(word ?? "")][0] ?? "")
    .join("")
    .toUpperCase();
}
