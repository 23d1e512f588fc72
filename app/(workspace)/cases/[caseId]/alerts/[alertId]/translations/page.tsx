import type { Metadata, Route } from "next";
import { getTranslations } from "next-intl/server";
import { TranslatedSection } from "@/components/alerts/translations/translated-section";
import { ActionForm } from "@/components/forms/action-form";
import { FormSelect } from "@/components/forms/form-fields";
import { Messages } from "@/components/layout/messages";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import { Tabs } from "@/components/ui/tabs";
import { alertLanguages } from "@/db/reference/words";
import { addLanguage, setTextState } from "@/lib/alerts/actions";
import { isOver } from "@/lib/alerts/alert";
import { requireActor } from "@/lib/auth/actor";
import { draftLabels } from "@/lib/defenders/labels";
import { getFormats } from "@/lib/i18n/request-formats";
import { markTranslated } from "@/lib/translations/actions";
import { countBehind, findTranslation } from "@/lib/translations/queries";
import type { TranslatedSection as Section } from "@/lib/translations/translation";
import { AlertFrame, readAlert } from "../alert-frame";
import "@/components/alerts/text/text.css";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("editions.documentTitle");
  return { title: t("one") };
}

/** Each language beside the source, section by section, with what the source has become since it was translated. */
export default async function TranslationsPage({
  params,
  searchParams,
}: {
  params: Promise<{ caseId: string; alertId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const actor = await requireActor();
  const of = await params;
  const page = await readAlert(actor, of);
  const { alert, defenders, mayWrite } = page;
  const asked = await searchParams;
  const others = alert.languages.filter(({ language }) => language !== alert.sourceLanguage);
  const shown = others.find(({ language }) => language === asked.language) ?? others[0];
  const [t, { list }, words, translation, behind] = await Promise.all([
    getTranslations("translations"),
    getFormats(),
    getTranslations("editions"),
    shown ? findTranslation(actor, alert, shown.language) : null,
    countBehind(actor, alert),
  ]);
  const left = shown ? (behind.get(shown.language) ?? 0) : 0;
  const empty = translation?.sections.filter((one) => !hasSomething(one)) ?? [];
  const lacking =
    translation?.sections.filter((one) => one.standing !== "empty" && one.translation === null) ??
    [];
  const isOpen = mayWrite && !isOver(alert.stage);
  const alertAt = `/cases/${of.caseId}/alerts/${alert.id}`;
  const free = alertLanguages.filter(
    (language) => !alert.languages.some((one) => one.language === language),
  );
  return (
    <Messages of={["alerts", "translations", "editions", "forms", "refusals"]}>
      <AlertFrame page={page} current="translations">
        <div className="flex flex-col gap-6">
          <p className="max-w-measure">{others.length > 0 ? t("lead") : t("only")}</p>
          {shown && (
            <Tabs
              label={t("languages")}
              tabs={others.map(({ language }) => ({
                href: `${alertAt}/translations?language=${language}` as Route,
                label: words(`language.${language}`),
                note: t("behind", { count: behind.get(language) ?? 0 }),
                current: language === shown.language,
              }))}
            />
          )}
          {shown && translation && (
            <>
              <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
                <Badge tone={shown.state === "ready" ? "done" : "neutral"}>
                  {t(`state.${shown.state}`)}
                </Badge>
                {isOpen && (
                  <ActionForm
                    key={shown.id + shown.state}
                    action={setTextState}
                    hidden={{
                      textId: shown.id,
                      state: shown.state === "ready" ? "drafting" : "ready",
                    }}
                    submit={t(shown.state === "ready" ? "ready.drafting" : "ready.ready")}
                    saved={t("ready.saved")}
                    size="small"
                    look="secondary"
                  />
                )}
                {isOpen && (
                  <ButtonLink size="small" href={`${alertAt}?language=${shown.language}` as Route}>
                    {t("write", { language: words(`language.${shown.language}`) })}
                  </ButtonLink>
                )}
                <span className="text-meta text-ink-muted">{t("ready.hint")}</span>
              </div>
              {lacking.length > 0 && (
                <Notice
                  tone="caution"
                  title={t(shown.state === "ready" ? "ready.lackingReady" : "ready.lacking", {
                    sections: list(lacking.map(({ section }) => words(`section.${section}`))),
                  })}
                />
              )}
              {shown.state === "ready" && left > 0 && (
                <Notice tone="caution" title={t("ready.behind", { count: left })} />
              )}
              {translation.sections.filter(hasSomething).map((section) => (
                <TranslatedSection
                  key={section.section}
                  of={section}
                  ids={{ ...of, textId: translation.textId }}
                  from={alert.sourceLanguage}
                  to={shown.language}
                  labels={{
                    from: draftLabels(defenders, alert.sourceLanguage),
                    to: draftLabels(defenders, shown.language),
                  }}
                  desk={
                    isOpen
                      ? `${alertAt}?language=${shown.language}&section=${section.section}`
                      : null
                  }
                  mark={markTranslated}
                />
              ))}
            </>
          )}
          {empty.length > 0 && (
            <p className="max-w-measure text-ink-muted">
              {t("section.sourceEmpty", {
                sections: list(empty.map(({ section }) => words(`section.${section}`))),
              })}
            </p>
          )}
          {isOpen && (
            <Panel title={t("add.title")} className="max-w-2xl">
              {free.length > 0 ? (
                <ActionForm
                  key={free.length}
                  action={addLanguage}
                  hidden={of}
                  labels={{ language: t("add.language") }}
                  submit={t("add.submit")}
                  look="secondary"
                >
                  <FormSelect
                    name="language"
                    label={t("add.language")}
                    hint={t("add.hint")}
                    options={free.map((value) => ({ value, label: words(`language.${value}`) }))}
                  />
                </ActionForm>
              ) : (
                <p className="text-ink-muted">{t("add.all")}</p>
              )}
            </Panel>
          )}
        </div>
      </AlertFrame>
    </Messages>
  );
}

/** Nothing stands in the source, and nothing in the translation that would be left over from before. */
const hasSomething = ({ source, translation }: Section) => source !== null || translation !== null;
