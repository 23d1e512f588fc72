import type { Metadata, Route } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { EngagementFields, PerpetratorsField, TypesField } from "@/components/cases/case-fields";
import { SectionForm } from "@/components/cases/section-form";
import { ActionForm } from "@/components/forms/action-form";
import { FormArea, FormDate, FormSelect, FormText } from "@/components/forms/form-fields";
import { PageHeader } from "@/components/layout/page-header";
import { ButtonLink } from "@/components/ui/button";
import { Panel } from "@/components/ui/panel";
import { governmentResponses, verifications } from "@/db/reference/words";
import { requireActor } from "@/lib/auth/actor";
import { changeCase, setSecurityLevel, setStatus } from "@/lib/cases/actions";
import { type CaseSection, caseSections } from "@/lib/cases/case";
import { sectionStamp } from "@/lib/cases/section-stamp";
import type { FullCase } from "@/lib/cases/shown";
import { knownDateOf } from "@/lib/dates/stored-date";
import { stateName } from "@/lib/states/names";
import { listStates } from "@/lib/states/queries";
import { readCase } from "../case-frame";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("cases.documentTitle");
  return { title: t("one") };
}

/** The texts of a section, shown beside what was typed when somebody else changed it meanwhile. */
const texts = (theCase: FullCase): Record<CaseSection, string[]> => ({
  brief: [theCase.title, theCase.summary],
  engagement: [theCase.engagementNote, theCase.linkNote],
  reprisal: [theCase.trigger],
  situation: [theCase.currentSituation],
  verification: [theCase.sourcesNote],
  response: [theCase.sgReportReference ?? ""],
  caution: [theCase.doNotMention],
});

export default async function EditCasePage({ params }: { params: Promise<{ caseId: string }> }) {
  const actor = await requireActor();
  const { theCase, mayChange } = await readCase(actor, (await params).caseId);
  if (!mayChange) {
    notFound();
  }
  const [locale, t, states] = await Promise.all([
    getLocale(),
    getTranslations("cases"),
    listStates(actor),
  ]);
  const back = `/cases/${theCase.id}` as Route;
  const present = texts(theCase);
  const fields: Record<CaseSection, React.ReactNode> = {
    brief: (
      <>
        <FormText
          name="title"
          label={t("new.workingTitle")}
          hint={t("new.workingTitleHint")}
          maxLength={200}
          defaultValue={theCase.title}
        />
        <FormSelect
          name="countryCode"
          label={t("new.country")}
          className="max-w-96"
          defaultValue={theCase.countryCode}
          options={states
            .map((state) => ({ value: state.code, label: stateName(state, locale) }))
            .sort((a, b) => a.label.localeCompare(b.label, locale))}
        />
        <FormArea
          name="summary"
          label={t("edit.summary")}
          hint={t("edit.summaryHint")}
          rows={5}
          defaultValue={theCase.summary}
        />
      </>
    ),
    engagement: <EngagementFields of={theCase} />,
    reprisal: (
      <>
        <FormDate
          name="reprisal"
          label={t("new.date")}
          defaultValue={knownDateOf("reprisal", theCase)}
        />
        <FormArea
          name="trigger"
          label={t("edit.trigger")}
          optional
          rows={2}
          defaultValue={theCase.trigger}
        />
        <TypesField chosen={theCase.reprisalTypes} />
        <PerpetratorsField chosen={theCase.perpetratorKinds} />
      </>
    ),
    situation: (
      <FormArea
        name="currentSituation"
        label={t("edit.currentSituation")}
        hint={t("edit.currentSituationHint")}
        optional
        rows={5}
        defaultValue={theCase.currentSituation}
      />
    ),
    verification: (
      <>
        <FormSelect
          name="verification"
          label={t("edit.verification")}
          optional
          className="max-w-72"
          placeholder={t("verification.none")}
          defaultValue={theCase.verification ?? ""}
          options={verifications.map((value) => ({ value, label: t(`verification.${value}`) }))}
        />
        <FormText
          name="verifiedOn"
          type="date"
          label={t("edit.verifiedOn")}
          optional
          width="medium"
          defaultValue={theCase.verifiedOn ?? ""}
        />
        <FormArea
          name="sourcesNote"
          label={t("edit.sourcesNote")}
          hint={t("edit.sourcesHint")}
          optional
          defaultValue={theCase.sourcesNote}
        />
      </>
    ),
    response: (
      <>
        <FormSelect
          name="governmentResponse"
          label={t("edit.governmentResponse")}
          optional
          className="max-w-72"
          placeholder={t("edit.notKnown")}
          defaultValue={theCase.governmentResponse ?? ""}
          options={governmentResponses.map((value) => ({ value, label: t(`response.${value}`) }))}
        />
        <FormText
          name="sgReportReference"
          label={t("edit.sgReport")}
          hint={t("edit.sgReportHint")}
          optional
          width="medium"
          maxLength={40}
          defaultValue={theCase.sgReportReference ?? ""}
        />
      </>
    ),
    caution: (
      <FormArea
        name="doNotMention"
        label={t("edit.doNotMention")}
        hint={t("edit.doNotMentionHint")}
        optional
        rows={3}
        defaultValue={theCase.doNotMention}
      />
    ),
  };
  const labels = {
    title: t("new.workingTitle"),
    countryCode: t("new.country"),
    summary: t("edit.summary"),
    reprisal: t("new.date"),
    engagement: t("edit.engagementDate"),
    verifiedOn: t("edit.verifiedOn"),
  };
  return (
    <>
      <PageHeader
        breadcrumbs={{
          trail: [
            { href: "/cases" as Route, label: t("head.trail") },
            { href: back, label: theCase.reference },
          ],
          here: t("edit.title"),
        }}
        title={t("edit.title")}
        description={t("edit.intro")}
        actions={<ButtonLink href={back}>{t("edit.back")}</ButtonLink>}
      />
      <div className="grid gap-x-10 gap-y-6 lg:grid-cols-[minmax(0,48rem)_minmax(0,20.5rem)]">
        <div className="flex min-w-0 flex-col gap-6">
          {caseSections.map((section) => (
            <div key={section} id={section} className="scroll-mt-4">
              <Panel title={t(`edit.section.${section}`)}>
                <SectionForm
                  action={changeCase}
                  caseId={theCase.id}
                  section={section}
                  stamp={sectionStamp(section, theCase)}
                  present={present[section].filter(Boolean)}
                  labels={labels}
                >
                  {fields[section]}
                </SectionForm>
              </Panel>
            </div>
          ))}
        </div>
        <div className="flex flex-col gap-6">
          <nav aria-label={t("edit.sections")} className="max-lg:hidden">
            <ul className="flex flex-col gap-1.5">
              {caseSections.map((section) => (
                <li key={section}>
                  <a href={`#${section}`} className="link target">
                    {t(`edit.section.${section}`)}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
          <Panel title={t("edit.statusTitle")} aside={t(`status.${theCase.status}`)}>
            <div className="flex flex-col items-start gap-3">
              {theCase.status !== "open" && (
                <ActionForm
                  action={setStatus}
                  hidden={{ caseId: theCase.id, status: "open" }}
                  submit={t("edit.reopen")}
                  look="secondary"
                  size="small"
                />
              )}
              {theCase.status === "open" && (
                <ActionForm
                  action={setStatus}
                  hidden={{ caseId: theCase.id, status: "monitoring" }}
                  submit={t("edit.monitor")}
                  look="secondary"
                  size="small"
                />
              )}
              {theCase.status !== "closed" && (
                <ActionForm
                  action={setStatus}
                  hidden={{ caseId: theCase.id, status: "closed" }}
                  submit={t("edit.close")}
                  look="secondary"
                  size="small"
                />
              )}
              <p className="text-meta text-ink-muted">{t("edit.closedHint")}</p>
            </div>
          </Panel>
          <Panel title={t("edit.securityTitle")} aside={t(`security.${theCase.securityLevel}`)}>
            <ActionForm
              action={setSecurityLevel}
              hidden={{
                caseId: theCase.id,
                securityLevel: theCase.securityLevel === "standard" ? "restricted" : "standard",
              }}
              submit={t(theCase.securityLevel === "standard" ? "edit.restrict" : "edit.unrestrict")}
              look="secondary"
              size="small"
            />
            <p className="mt-3 text-meta text-ink-muted">{t("edit.restrictedHint")}</p>
          </Panel>
        </div>
      </div>
    </>
  );
}
