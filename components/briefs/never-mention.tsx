import { useTranslations } from "next-intl";
import { Icon } from "@/components/ui/icon";
import { TriangleAlert } from "@/components/ui/icons";
import { Panel } from "@/components/ui/panel";
import type { BriefCase } from "@/lib/briefs/written/brief";

/** What must not be said of the chosen cases: for whoever writes, and never on the paper. */
export function NeverMention({ of: cases }: { of: readonly BriefCase[] }) {
  const t = useTranslations("briefs.write");
  const said = cases.filter(({ doNotMention }) => doNotMention.trim() !== "");
  return said.length === 0 ? null : (
    <Panel title={t("never")}>
      <ul className="flex flex-col gap-2">
        {said.map(({ id, doNotMention, reference }) => (
          <li key={id} className="flex gap-2 text-danger">
            <Icon of={TriangleAlert} className="mt-1 shrink-0" />
            <span data-written="" dir="auto">
              {reference}: {doNotMention}
            </span>
          </li>
        ))}
      </ul>
      <p className="mt-2 text-meta text-ink-muted">{t("neverHint")}</p>
    </Panel>
  );
}
