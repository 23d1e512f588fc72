import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Icon } from "@/components/ui/icon";
import { ArrowRight } from "@/components/ui/icons";
import type { ReprisalType } from "@/db/reference/words";
import type { FullCase } from "@/lib/cases/shown";
import { knownDateOf } from "@/lib/dates/stored-date";
import { useFormats } from "@/lib/i18n/formats";

/** The link that makes a case a reprisal: they engaged, then this was done, and this ties the two. */
export function LinkPanel({ of: theCase, mayChange }: { of: FullCase; mayChange: boolean }) {
  const t = useTranslations("cases");
  const { date } = useFormats();
  const hasEngagement = theCase.engagementKind !== null || theCase.engagementNote !== "";
  if (!hasEngagement && !theCase.linkNote) {
    return (
      <div className="rounded-panel border border-line bg-surface p-4">
        <p className="max-w-measure text-ink-muted">{t("summary.linkMissing")}</p>
        {mayChange && (
          <p className="mt-2">
            <Link
              href={`/cases/${theCase.id}/edit#engagement` as Route}
              prefetch={false}
              className="link target"
            >
              {t("summary.enterLink")}
            </Link>
          </p>
        )}
      </div>
    );
  }
  const body = theCase.engagementKind && t(`engagement.${theCase.engagementKind}`);
  const types = theCase.reprisalTypes.map((type) => t(`reprisal.${type as ReprisalType}`));
  const [firstSentence = "", ...rest] = theCase.linkNote.split(/(?<=[.!?؟。])\s+/u);
  const engaged = knownDateOf("engagement", theCase);
  const acted = knownDateOf("reprisal", theCase);
  return (
    <ol className="flex flex-col gap-3 rounded-panel border border-line bg-surface p-4 sm:flex-row sm:items-start">
      <Step label={t("summary.they")} value={theCase.engagementNote || body}>
        {theCase.engagementNote && body && <>{body}, </>}
        {date(engaged)}
      </Step>
      <Arrow />
      <Step label={t("summary.then")} value={theCase.trigger || types.join("; ")}>
        {theCase.trigger && types.length > 0 && <>{types.join("; ")}, </>}
        {date(acted)}
      </Step>
      <Arrow />
      <Step label={t("summary.ties")} value={firstSentence}>
        {rest.join(" ")}
      </Step>
    </ol>
  );
}

function Step({
  label,
  value,
  children,
}: {
  label: string;
  value: ReactNode;
  children: ReactNode;
}) {
  const t = useTranslations("cases.summary");
  return (
    <li className="min-w-0 flex-1">
      <p className="text-meta text-ink-muted">{label}</p>
      <p className={value ? "font-semibold" : "text-ink-muted"} dir="auto">
        {value || t("notEntered")}
      </p>
      <p className="text-meta text-ink-muted" dir="auto">
        {children}
      </p>
    </li>
  );
}

function Arrow() {
  return (
    <li
      aria-hidden="true"
      className="self-center text-ink-muted max-sm:rotate-90 max-sm:self-start"
    >
      <Icon of={ArrowRight} directional />
    </li>
  );
}
