import { useTranslations } from "next-intl";
import { Icon } from "@/components/ui/icon";
import { TriangleAlert } from "@/components/ui/icons";
import type { CorridorPlace } from "@/lib/corridor/corridor";

/** What to be careful about with this State: read before anything is arranged, and before any contact. */
export function MindFirst({ cautions }: Pick<CorridorPlace, "cautions">) {
  const t = useTranslations("states.caution");
  return cautions.length === 0 ? null : (
    <details className="rounded-control bg-caution-soft px-3 forced-colors:border">
      <summary className="flex min-h-11 items-center gap-2 py-1 font-semibold text-caution">
        <Icon of={TriangleAlert} />
        <span>{[...new Set(cautions.map(({ kind }) => t(`kind.${kind}`)))].join(" ")}</span>
      </summary>
      <ul className="flex flex-col gap-2 pb-3">
        {cautions.map(({ id, kind, note, saferAlternative }) => (
          <li key={id} className="whitespace-pre-line">
            <bdi data-written="">{note}</bdi>{" "}
            {t("safer", { text: saferAlternative || t(`saferDefault.${kind}`) })}
          </li>
        ))}
      </ul>
    </details>
  );
}
