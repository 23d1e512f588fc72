import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useSessionOptions } from "@/components/sessions/use-session-options";
import { Button } from "@/components/ui/button";
import { type Option, SelectField } from "@/components/ui/select-field";
import type { Scope } from "@/lib/insights/chart";

/** What the charts are about: a session, a case, both or everything. A plain form that asks for the page again. */
export function ScopeForm({
  action,
  scope,
  sessions,
  cases,
}: {
  action: string;
  scope: Scope;
  sessions: readonly { id: string; title: string; isPast: boolean }[];
  cases: Option[];
}) {
  const t = useTranslations("insights.filter");
  const chosen = scope.session;
  const isListed = sessions.some(({ id }) => id === chosen?.id);
  return (
    <form
      action={action}
      method="get"
      aria-label={t("label")}
      className="mb-6 flex flex-wrap items-end gap-3 print:hidden"
    >
      <SelectField
        key={`session-${scope.session?.id}`}
        name="session"
        label={t("session")}
        required={false}
        placeholder={t("anySession")}
        defaultValue={scope.session?.id ?? ""}
        options={[
          ...(chosen && !isListed ? [{ value: chosen.id, label: chosen.title }] : []),
          ...useSessionOptions()(sessions),
        ]}
        className="w-full sm:w-72"
      />
      <SelectField
        key={`case-${scope.case?.id}`}
        name="case"
        label={t("case")}
        required={false}
        placeholder={t("anyCase")}
        defaultValue={scope.case?.id ?? ""}
        options={cases}
        className="w-full sm:w-72"
      />
      <Button type="submit">{t("submit")}</Button>
      {(scope.session || scope.case) && (
        <Link href={action as Route} prefetch={false} className="link target self-center">
          {t("clear")}
        </Link>
      )}
    </form>
  );
}
