import { useTranslations } from "next-intl";
import { Panel } from "@/components/ui/panel";

/** What must not be said of the case: for whoever writes, and never on the paper. */
export function NeverMention({ of: doNotMention }: { of: string }) {
  const t = useTranslations("submissions.write");
  return doNotMention.trim() === "" ? null : (
    <Panel title={t("never")}>
      <p dir="auto" data-written="" className="whitespace-pre-line text-danger">
        {doNotMention}
      </p>
      <p className="mt-2 text-meta text-ink-muted">{t("neverHint")}</p>
    </Panel>
  );
}
