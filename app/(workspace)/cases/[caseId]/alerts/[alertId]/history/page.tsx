import type { Metadata, Route } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Comparison } from "@/components/alerts/history/comparison";
import { RestoreForm } from "@/components/alerts/history/restore-form";
import { TakeNamesOut } from "@/components/alerts/history/take-names-out";
import { VersionsTable } from "@/components/alerts/history/versions-table";
import { ActionForm } from "@/components/forms/action-form";
import { FormText } from "@/components/forms/form-fields";
import { Messages } from "@/components/layout/messages";
import { Button } from "@/components/ui/button";
import { Panel } from "@/components/ui/panel";
import { SelectField } from "@/components/ui/select-field";
import { restoreVersion, takeNamesOut } from "@/lib/alert-history/actions";
import { compareVersions, listHistory } from "@/lib/alert-history/queries";
import { presentText } from "@/lib/alert-history/shown";
import { saveVersion } from "@/lib/alert-review/actions";
import { isOver } from "@/lib/alerts/alert";
import { requireActor } from "@/lib/auth/actor";
import { formatsFor } from "@/lib/i18n/formats";
import { writeMoment } from "@/lib/i18n/moment";
import { AlertFrame, readAlert } from "../alert-frame";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("editions.documentTitle");
  return { title: t("one") };
}

/** What is kept of an alert, what changed between any two of it, and the way back. */
export default async function HistoryPage({
  params,
  searchParams,
}: {
  params: Promise<{ caseId: string; alertId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const actor = await requireActor();
  const of = await params;
  const page = await readAlert(actor, of);
  const { alert, mayWrite } = page;
  const [t, words, dates, versions, asked] = await Promise.all([
    getTranslations("history"),
    getTranslations("editions"),
    getTranslations("dates"),
    listHistory(actor, alert.id),
    searchParams,
  ]);
  const sides = [presentText, ...versions.map(({ id }) => id)];
  const to = sides.find((side) => side === asked.to) ?? presentText;
  const from = sides.find((side) => side === asked.from) ?? versions[0]?.id;
  const language =
    alert.languages.find((one) => one.language === asked.language)?.language ??
    alert.sourceLanguage;
  const compared = from ? await compareVersions(actor, alert.id, { from, to, language }) : null;
  const formats = formatsFor(actor.locale === "qps" ? "en" : actor.locale, dates);
  const nameOf = (side: string) => {
    const version = versions.find(({ id }) => id === side);
    return version ? t("number", { number: version.number }) : t("compare.now");
  };
  const base = `/cases/${of.caseId}/alerts/${alert.id}/history`;
  const isOpen = mayWrite && !isOver(alert.stage);
  const restorable = versions.find(
    (version) => version.id === from && version.languages.includes(language),
  );
  const options = [
    { value: presentText, label: t("compare.now") },
    ...versions.map((version) => ({
      value: version.id,
      label: `${t("number", { number: version.number })} · ${writeMoment(version.madeAt, actor.timeZone, formats)}`,
    })),
  ];
  return (
    <Messages of={["alerts", "history", "editions", "forms", "refusals"]}>
      <AlertFrame page={page} current="history">
        <div className="grid gap-x-10 gap-y-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
          <div className="flex min-w-0 flex-col gap-6">
            <p className="max-w-measure">{t("lead")}</p>
            {from && (
              <form
                action={base}
                className="flex flex-wrap items-end gap-4 rounded-panel border border-line bg-surface p-4 print:hidden"
              >
                <SelectField
                  name="from"
                  label={t("compare.from")}
                  options={options}
                  defaultValue={from}
                  key={`from ${from}`}
                />
                <SelectField
                  name="to"
                  label={t("compare.to")}
                  options={options}
                  defaultValue={to}
                  key={`to ${to}`}
                />
                {alert.languages.length > 1 ? (
                  <SelectField
                    name="language"
                    label={t("compare.language")}
                    options={alert.languages.map((one) => ({
                      value: one.language,
                      label: words(`language.${one.language}`),
                    }))}
                    defaultValue={language}
                    key={`in ${language}`}
                  />
                ) : (
                  <input type="hidden" name="language" value={language} />
                )}
                <Button type="submit" look="primary">
                  {t("compare.submit")}
                </Button>
              </form>
            )}
            {compared && from && <Comparison of={compared} from={nameOf(from)} to={nameOf(to)} />}
            {from && !compared && <p>{t("compare.noLanguage")}</p>}
            {isOpen && restorable && (
              <Panel title={t("restore.title")}>
                <RestoreForm
                  // By what was asked for: restoring makes a newer version, and what was done is still said.
                  key={`${asked.from} ${language}`}
                  action={restoreVersion}
                  of={{ ...of, versionId: restorable.id }}
                  number={restorable.number}
                  language={language}
                  languageName={words(`language.${language}`)}
                />
              </Panel>
            )}
          </div>
          <div className="flex min-w-0 flex-col gap-6">
            {isOpen && (
              <Panel title={t("save.title")}>
                <ActionForm
                  action={saveVersion}
                  hidden={of}
                  labels={{ note: t("save.note") }}
                  submit={t("save.submit")}
                  saved={t("save.saved")}
                  look="secondary"
                >
                  <FormText name="note" label={t("save.note")} maxLength={500} optional />
                </ActionForm>
              </Panel>
            )}
            {page.theCase.access.level === "lead" &&
              versions.some(({ names }) => names?.holdsName && !names.stays) && (
                <Panel title={t("names.title")}>
                  <TakeNamesOut action={takeNamesOut} of={of} />
                </Panel>
              )}
            <Panel title={t("versions")} count={versions.length || undefined} flush>
              {versions.length > 0 ? (
                <VersionsTable
                  versions={versions}
                  timeZone={actor.timeZone}
                  hrefOf={(id) => `${base}?from=${id}&to=${presentText}&language=${language}`}
                  current={from}
                />
              ) : (
                <p className="p-4 text-ink-muted">{t("none")}</p>
              )}
            </Panel>
            <p>
              <Link
                href={`/cases/${of.caseId}/alerts/${alert.id}` as Route}
                prefetch={false}
                className="link target"
              >
                {t("back")}
              </Link>
            </p>
          </div>
        </div>
      </AlertFrame>
    </Messages>
  );
}
