import { useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import { useFormats } from "@/lib/i18n/formats";
import type { Caution } from "@/lib/states/meeting";

/** What was noted about single missions, by State: read before it is chosen which of them are asked. */
export function MissionCautions({
  of: cautions,
  states,
}: {
  of: readonly (Caution & { stateCode: string })[];
  /** Names of States by code. */
  states: Record<string, string>;
}) {
  const t = useTranslations("states.caution");
  const embassy = useTranslations("checkIns.embassy");
  const { day } = useFormats();
  const known = cautions.filter(({ stateCode }) => states[stateCode]);
  const byState = Map.groupBy(known, ({ stateCode }) => states[stateCode] ?? "");
  return byState.size === 0 ? null : (
    <Notice tone="caution" title={embassy("noted")}>
      <dl className="flex flex-col gap-3">
        {[...byState]
          .sort(([one], [other]) => one.localeCompare(other))
          .map(([name, ofState]) => (
            <div key={name}>
              <dt className="font-semibold">
                <bdi>{name}</bdi>
              </dt>
              {ofState.map((caution) => (
                <dd key={caution.id} className="mt-1 max-w-measure">
                  <p className="whitespace-pre-line">
                    {t(`kind.${caution.kind}`)} <bdi data-written="">{caution.note}</bdi>{" "}
                    {t("safer", {
                      text: caution.saferAlternative || t(`saferDefault.${caution.kind}`),
                    })}
                  </p>
                  <p className="text-meta text-ink-muted">
                    {t("source", { day: day(caution.notedOn), source: caution.source })}
                  </p>
                </dd>
              ))}
            </div>
          ))}
      </dl>
    </Notice>
  );
}
