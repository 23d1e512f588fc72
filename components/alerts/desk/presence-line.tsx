"use client";

import { useLocale, useTranslations } from "next-intl";
import { writeList } from "@/lib/i18n/format";
import { colourOf } from "./colours";
import type { Present } from "./room-state";

const shown = 4;

/** Who else has the text open; nothing is said where presence is off, except that it is. */
export function PresenceLine({ here, isHidden }: { here: readonly Present[]; isHidden: boolean }) {
  const t = useTranslations("alerts.desk.presence");
  const locale = useLocale();
  if (isHidden) {
    return <p className="text-meta text-ink-muted">{t("off")}</p>;
  }
  const others = [
    ...new Map(
      here.filter(({ isMe }) => !isMe).map((one) => [`${one.organisation}\n${one.name}`, one]),
    ).values(),
  ];
  const organisations = [...new Set(others.map(({ organisation }) => organisation))];
  return (
    <p role="status" className="flex items-center gap-2 text-meta text-ink-muted">
      {others.slice(0, shown).map((one) => (
        <span
          key={`${one.organisation}\n${one.name}`}
          title={one.name}
          aria-hidden="true"
          className="inline-flex size-8 items-center justify-center rounded-full font-semibold text-white"
          style={{ backgroundColor: colourOf(one), color: "#fff" }}
        >
          {initials(one.organisation)}
        </span>
      ))}
      {organisations.length > 0 && (
        <span>
          {t("here", {
            count: organisations.length,
            organisations: writeList(organisations.slice(0, shown), locale),
            more: organisations.length - Math.min(organisations.length, shown),
          })}
        </span>
      )}
    </p>
  );
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  return words
    .slice(0, 2)
    .map((word) => [...word][0] ?? "")
    .join("")
    .toUpperCase();
}
