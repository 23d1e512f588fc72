import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Panel } from "@/components/ui/panel";
import type { AskNext } from "@/lib/ask-next/ask-next";
import { StateToAsk } from "./state-to-ask";
import { addressOfOrder } from "./weigh-form";

/**
 * The States in their order, to be ticked; those with an ask on this occasion stand apart. It stands in one form with the
 * weights, so that what is ticked stays when the order is asked for anew.
 */
export function StatesToAsk({
  found,
  caseId,
  mayAsk,
  ticked,
  most,
}: {
  found: AskNext;
  caseId: string;
  mayAsk: boolean;
  /** The keys of the States that were ticked before the order was asked for anew. */
  ticked: ReadonlySet<string>;
  most: number;
}) {
  const t = useTranslations("askNext.list");
  const { toAsk, asked } = found;
  const shown = toAsk.slice(0, most);
  const rows = (
    <ol>
      {shown.map((ranked) => (
        <StateToAsk
          key={ranked.state.code}
          ranked={ranked}
          mayTick={mayAsk}
          isTicked={ticked.has(ranked.state.key)}
        />
      ))}
    </ol>
  );
  // Above and below, since the list is long; nothing floats over what has the focus.
  const submit = (
    <Button type="submit" look="primary">
      {t("tick")}
    </Button>
  );
  return (
    <div className="flex flex-col gap-6">
      <Panel
        title={t("title")}
        aside={t("shown", { shown: shown.length, all: toAsk.length })}
        flush
      >
        {shown.length === 0 ? (
          <EmptyState title={t("none")} />
        ) : mayAsk ? (
          <>
            <div className="flex flex-col items-start gap-3 border-b border-line px-4 py-3">
              <p className="text-meta text-ink-muted">{t("tickHint")}</p>
              {submit}
            </div>
            {rows}
            <div className="border-t border-line px-4 py-3">{submit}</div>
          </>
        ) : (
          rows
        )}
        {shown.length < toAsk.length && (
          <p className="border-t border-line px-4 py-3">
            <button
              type="submit"
              formAction={addressOfOrder(caseId)}
              name="all"
              value="1"
              className="link target"
            >
              {t("all", { count: toAsk.length })}
            </button>
          </p>
        )}
      </Panel>
      {asked.length > 0 && (
        <Panel title={t("asked")} count={asked.length} flush>
          <ol>
            {asked.map((ranked) => (
              <StateToAsk key={ranked.state.code} ranked={ranked} mayTick={false} />
            ))}
          </ol>
        </Panel>
      )}
    </div>
  );
}
