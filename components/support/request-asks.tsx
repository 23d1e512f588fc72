import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useStageName } from "@/components/commitments/stage-glyph";
import type { Modality, Stage } from "@/db/reference/words";

/** The asks of embassies that a request led to, each as it stands in the tracker. */
export function RequestAsks({
  of: asks,
  states,
}: {
  of: readonly { id: string; stateCode: string; stage: Stage; modality: string | null }[];
  /** Names of States by code. */
  states: Record<string, string>;
}) {
  const t = useTranslations("commitments.modality");
  const stageName = useStageName();
  return (
    <ul>
      {asks.map((ask) => (
        <li
          key={ask.id}
          className="flex flex-wrap justify-between gap-x-4 border-b border-line px-4 py-2.5 last:border-b-0"
        >
          <Link
            href={`/commitments/${ask.id}` as Route}
            prefetch={false}
            className="target inline-block font-semibold hover:underline"
          >
            <bdi>{states[ask.stateCode] ?? ask.stateCode}</bdi>
          </Link>
          <span className="text-meta text-ink-muted">
            {ask.modality && `${t(ask.modality as Modality)}, `}
            {stageName(ask.stage)}
          </span>
        </li>
      ))}
    </ul>
  );
}
