import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Panel } from "@/components/ui/panel";
import { type AskNext, reasonKinds, startWeights, type Weights } from "@/lib/ask-next/ask-next";
import { StateToAsk } from "./state-to-ask";

/** The States in their order, to be ticked; those with an ask on this occasion stand apart. */
export function StatesToAsk({
  found,
  caseId,
  sessionId,
  weights,
  mayAsk,
  most,
}: {
  found: AskNext;
  caseId: string;
  sessionId: string;
  weights: Weights;
  mayAsk: boolean;
  most: number;
}) {
  const t = useTranslations("askNext.list");
  const { toAsk, asked } = found;
  const shown = toAsk.slice(0, most);
  const rows = (
    <ol>
      {shown.map((ranked) => (
        <StateToAsk key={ranked.state.code} ranked={ranked} mayTick={mayAsk} />
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
          <form method="get" action="/commitments/new">
            <input type="hidden" name="case" value={caseId} />
            <input type="hidden" name="session" value={sessionId} />
            <div className="flex flex-col items-start gap-3 border-b border-line px-4 py-3">
              <p className="text-meta text-ink-muted">{t("tickHint")}</p>
              {submit}
            </div>
            {rows}
            <div className="border-t border-line px-4 py-3">{submit}</div>
          </form>
        ) : (
          rows
        )}
        {shown.length < toAsk.length && (
          <p className="border-t border-line px-4 py-3">
            <Link
              href={addressOfAll(caseId, sessionId, weights)}
              prefetch={false}
              className="link target"
            >
              {t("all", { count: toAsk.length })}
            </Link>
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

function addressOfAll(caseId: string, sessionId: string, weights: Weights): Route {
  const query = new URLSearchParams({ session: sessionId });
  for (const kind of reasonKinds) {
    if (weights[kind] !== startWeights[kind]) {
      query.set(kind, String(weights[kind]));
    }
  }
  query.set("all", "1");
  return `/cases/${caseId}/ask-next?${query}` as Route;
}
