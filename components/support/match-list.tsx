import type { Route } from "next";
import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { Check, Info, X } from "@/components/ui/icons";
import { useFormats } from "@/lib/i18n/formats";
import type { Match, MatchReason } from "@/lib/support/match";
import { StatusBadge } from "./status-badge";

/** The organisations that could help, those that fit best first, each with what speaks for and against it. */
export function MatchList({
  of,
  base,
  asked,
}: {
  of: readonly Match[];
  /** The address of the request. */
  base: string;
  /** By key of an organisation: whether it was asked, or a text for it was only prepared. */
  asked: ReadonlyMap<string, "asked" | "prepared">;
}) {
  const t = useTranslations("support");
  return (
    <ul className="divide-y divide-line">
      {of.map((match) => (
        <li
          key={match.key}
          className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 px-4 py-3"
        >
          <div className="min-w-0 flex-[1_1_20rem]">
            <h3 className="flex flex-wrap items-center gap-2">
              <bdi>{match.name}</bdi>
              {match.isHalted && <StatusBadge status="halted" note={match.statusNote} />}
              <AskedBefore as={asked.get(match.key)} />
            </h3>
            <Reasons of={match} />
          </div>
          <ButtonLink size="small" href={`${base}/refer/${match.key}` as Route}>
            {t.rich(match.isHalted ? "page.look" : "page.refer", {
              name: () => <bdi className="sr-only"> {match.name}</bdi>,
            })}
          </ButtonLink>
        </li>
      ))}
    </ul>
  );
}

function AskedBefore({ as }: { as: "asked" | "prepared" | undefined }) {
  const t = useTranslations("support.page");
  return as && <Badge tone={as === "asked" ? "accent" : "caution"}>{t(as)}</Badge>;
}

/** What fits, what does not, and what nobody knows, each said in words beside its sign. */
export function Reasons({ of: { fits, against, unknown, eligibility } }: { of: Match }) {
  const t = useTranslations("support.match");
  const kinds = [
    { name: t("fits"), reasons: fits, icon: Check, look: "text-done" },
    { name: t("against"), reasons: against, icon: X, look: "text-danger" },
    { name: t("unknown"), reasons: unknown, icon: Info, look: "text-ink-muted" },
  ];
  const { list } = useFormats();
  const line = (reason: MatchReason) => t(reason);
  return (
    <div className="mt-1 flex flex-col gap-0.5 text-meta">
      <dl className="flex flex-col gap-0.5">
        {kinds
          .filter(({ reasons }) => reasons.length > 0)
          .map(({ name, reasons, icon, look }) => (
            <div key={name} className="flex gap-2">
              <Icon of={icon} size={16} className={`mt-0.5 ${look}`} />
              <dt className="whitespace-nowrap text-ink-muted">{name}:</dt>
              <dd>{list(reasons.map(line))}</dd>
            </div>
          ))}
      </dl>
      {eligibility && (
        <p className="text-ink-muted" dir="auto">
          {t("eligibility", { words: eligibility })}
        </p>
      )}
    </div>
  );
}
