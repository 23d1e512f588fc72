import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/forms/action-form";
import { FormArea } from "@/components/forms/form-fields";
import { OnePressForm } from "@/components/settings/one-press-form";
import { Icon } from "@/components/ui/icon";
import { ChevronRight } from "@/components/ui/icons";
import { tellChart, untellChart } from "@/lib/insights/actions";
import { chartAddress } from "@/lib/insights/address";
import type { ChartName, Scope } from "@/lib/insights/chart";
import type { ChartWords as Words } from "@/lib/insights/texts-queries";

/** What the picture says to whoever does not see it, for everybody to read and for writers to put better. */
export function ChartWords({
  name,
  scope,
  words,
  made,
  editor,
}: {
  name: ChartName;
  scope: Scope;
  words: Words;
  /** Made from the figures. */
  made: string;
  /** Writers put it better on the chart's own page. */
  editor: "here" | "elsewhere" | null;
}) {
  const t = useTranslations("insights");
  const s = useTranslations("settings");
  const which = {
    chart: name,
    facts: words.facts,
    ...(scope.session && { sessionId: scope.session.id }),
    ...(scope.case && { caseId: scope.case.id }),
  };
  return (
    <details className="group mt-3 print:hidden">
      <summary className="target inline-flex items-center gap-1 font-semibold text-accent">
        <Icon of={ChevronRight} size={16} directional className="group-open:rotate-90" />
        {t("words.title")}
        <span className="sr-only">: {t(`about.${name}`)}</span>
      </summary>
      <div className="mt-2 flex max-w-measure flex-col gap-3">
        <p dir="auto" data-written="" className="text-ink">
          {words.written ?? made}
        </p>
        <p className="text-meta text-ink-muted">
          {t(words.written ? "words.written" : "words.made")}
        </p>
        {editor === "elsewhere" && (
          <p className="text-meta">
            <Link
              href={chartAddress(name, scope) as Route}
              prefetch={false}
              className="link target"
            >
              {t("words.change")}
              <span className="sr-only">: {t(`about.${name}`)}</span>
            </Link>
          </p>
        )}
        {editor === "here" && (
          <>
            <ActionForm
              action={tellChart}
              hidden={which}
              labels={{ text: t("words.label") }}
              submit={t("words.keep")}
              size="small"
              look="secondary"
              saved={t("words.kept")}
            >
              <FormArea
                name="text"
                label={t("words.label")}
                hint={t("words.hint")}
                rows={5}
                maxLength={1000}
                defaultValue={words.written ?? made}
              />
              {words.stale && (
                <p className="text-meta text-ink-muted">
                  <bdi data-written="">{t("words.stale", { text: words.stale })}</bdi>
                </p>
              )}
            </ActionForm>
            {words.written && (
              <OnePressForm action={untellChart} fields={which} look="quiet" refused={s("refused")}>
                {t("words.drop")}
              </OnePressForm>
            )}
          </>
        )}
      </div>
    </details>
  );
}
