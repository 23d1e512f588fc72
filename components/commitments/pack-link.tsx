import type { Route } from "next";
import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button";
import { packHref } from "@/lib/briefs/packs/pack";
import type { CommitmentRow } from "@/lib/commitments/commitment";

/** To a pack of one-pagers for the missions of the selected asks, about their cases. */
export function PackLink({ rows }: { rows: readonly CommitmentRow[] }) {
  const t = useTranslations("commitments.table");
  const missions = [...new Set(rows.map(({ state }) => state.key))];
  const sessions = [...new Set(rows.map(({ session }) => session.id))];
  return (
    <ButtonLink
      size="small"
      href={
        packHref({
          stateKeys: missions,
          caseIds: [...new Set(rows.map((row) => row.case.id))],
          sessionId: sessions.length === 1 ? sessions[0] : undefined,
        }) as Route
      }
    >
      {t("packFor", { count: missions.length })}
    </ButtonLink>
  );
}
