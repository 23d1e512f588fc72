import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Icon } from "@/components/ui/icon";
import { CalendarDays, Flag, Folder } from "@/components/ui/icons";
import { Section } from "@/components/ui/panel";

/** Something opened lately, with its name as it may be shown. */
export type NamedRecent = {
  kind: "case" | "state" | "session";
  id: string;
  name: string;
  hint?: string;
};

const places = {
  case: { icon: Folder, under: "/cases/" },
  state: { icon: Flag, under: "/states/" },
  session: { icon: CalendarDays, under: "/sessions/" },
};

/** The way back to the last things opened. */
export function Recents({ recents }: { recents: readonly NamedRecent[] }) {
  const t = useTranslations("today.recents");
  return (
    <Section title={t("title")}>
      {recents.length === 0 ? (
        <p className="py-3 text-ink-muted">{t("empty")}</p>
      ) : (
        <ul>
          {recents.map(({ kind, id, name, hint }) => (
            <li key={kind + id} className="border-b border-line">
              <Link
                href={`${places[kind].under}${id}` as Route}
                prefetch={false}
                className="flex min-h-10 items-center gap-2.5 py-1.5 hover:bg-sunken"
              >
                <Icon of={places[kind].icon} size={16} className="text-ink-muted" />
                <span className="min-w-0 flex-1 truncate">
                  <bdi data-written="">{name}</bdi>
                </span>
                <span className="text-meta text-ink-muted">{hint ?? t(`kind.${kind}`)}</span>
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
