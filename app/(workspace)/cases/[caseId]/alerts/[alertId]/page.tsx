import type { Metadata, Route } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Desk } from "@/components/alerts/desk/desk";
import type { DeskActions } from "@/components/alerts/desk/desk-actions";
import { Messages } from "@/components/layout/messages";
import { Badge } from "@/components/ui/badge";
import { Breadcrumbs } from "@/components/ui/breadcrumbs";
import { Eye, EyeOff, Lock } from "@/components/ui/icons";
import {
  comment,
  openThread,
  sealPassage,
  setSectionStatus,
  settleThread,
} from "@/lib/alerts/actions";
import { findDesk } from "@/lib/alerts/desk-queries";
import { partNames } from "@/lib/alerts/part-names";
import { canSealPassage } from "@/lib/alerts/permissions";
import { requireActor } from "@/lib/auth/actor";
import { consentLine, consentTone } from "@/lib/cases/case";
import { findCase } from "@/lib/cases/queries";
import { readIdentity } from "@/lib/defenders/actions";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("alerts.desk");
  return { title: t("documentTitle") };
}

/** The writing desk. Whoever may only read gets the text, and no socket. */
export default async function AlertPage({
  params,
  searchParams,
}: {
  params: Promise<{ caseId: string; alertId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const actor = await requireActor();
  const of = await params;
  const { language, section } = await searchParams;
  const theCase = (await findCase(actor, of.caseId)) ?? notFound();
  const desk =
    (await findDesk(actor, of, typeof language === "string" ? language : undefined)) ?? notFound();
  const [t, consent] = await Promise.all([
    getTranslations("alerts.desk"),
    getTranslations("consent.line"),
  ]);
  const wanted = partNames.find((name) => name === section);
  const begun = desk.beside.parts.find(
    ({ section: name, status }) => name !== "title" && status !== "done",
  );
  const first =
    wanted ?? (section === "all" || desk.right === "read" ? "all" : (begun?.section ?? "affected"));
  const tone = consentTone(theCase.mayBeNamed);
  const actions = {
    openThread,
    comment,
    settleThread,
    setSectionStatus,
    sealPassage,
    readIdentity,
  } as unknown as DeskActions;
  return (
    <>
      <div className="mb-2 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <Breadcrumbs
          trail={[
            { href: "/cases" as Route, label: t("cases") },
            { href: `/cases/${theCase.id}` as Route, label: theCase.reference },
            { href: `/cases/${theCase.id}/alerts` as Route, label: t("alerts") },
          ]}
          here={t("untitled", { number: desk.number })}
        />
        <p className="flex flex-wrap gap-2">
          <Badge tone={tone} icon={tone === "danger" ? EyeOff : Eye}>
            {consent(consentLine(theCase.mayBeNamed))}
          </Badge>
          {theCase.securityLevel === "restricted" && <Badge icon={Lock}>{t("restricted")}</Badge>}
          <Badge>{t(`stage.${desk.beside.stage}`)}</Badge>
        </p>
      </div>
      <Messages of={["alerts.desk", "refusals", "forms", "people.identity"]}>
        <Desk
          key={desk.text.id}
          desk={desk}
          first={first}
          maySeal={canSealPassage(actor, theCase.access)}
          teamOf={theCase.organisation}
          timeZone={actor.timeZone}
          loadedAt={new Date().toISOString()}
          actions={actions}
        />
      </Messages>
    </>
  );
}
