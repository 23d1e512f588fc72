import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Check } from "@/components/ui/icons";
import { Panel } from "@/components/ui/panel";

/** What a new organisation does first. Each step leads to real work; a step that is done says so. */
export function FirstSteps({ hasCases, canWrite }: { hasCases: boolean; canWrite: boolean }) {
  const t = useTranslations("today.start");
  return (
    <Panel title={t("title")}>
      <p className="max-w-measure text-ink-muted">{t("intro")}</p>
      <ol className="mt-4 flex flex-col gap-5">
        <Step number={1} title={t("case.title")} text={t("case.text")}>
          {hasCases ? (
            <Badge tone="done" icon={Check}>
              {t("case.done")}
            </Badge>
          ) : (
            canWrite && (
              <ButtonLink href={"/cases/new" as Route} look="primary">
                {t("case.action")}
              </ButtonLink>
            )
          )}
        </Step>
        <Step number={2} title={t("ask.title")} text={t("ask.text")}>
          {hasCases && canWrite && (
            <ButtonLink href={"/commitments/new" as Route} look="primary">
              {t("ask.action")}
            </ButtonLink>
          )}
          <Link href={"/states" as Route} prefetch={false} className="link target">
            {t("ask.look")}
          </Link>
        </Step>
        <Step number={3} title={t("see.title")} text={t("see.text")}>
          <Link href={"/commitments" as Route} prefetch={false} className="link target">
            {t("see.action")}
          </Link>
        </Step>
      </ol>
    </Panel>
  );
}

function Step({
  number,
  title,
  text,
  children,
}: {
  number: number;
  title: string;
  text: string;
  children: ReactNode;
}) {
  return (
    <li className="flex gap-3">
      <span
        aria-hidden="true"
        className="flex size-7 shrink-0 items-center justify-center rounded-full bg-accent-soft font-semibold text-accent"
      >
        {number}
      </span>
      <div className="min-w-0">
        <h3>{title}</h3>
        <p className="max-w-measure text-ink-muted">{text}</p>
        <div className="mt-2 flex flex-wrap items-center gap-4">{children}</div>
      </div>
    </li>
  );
}
