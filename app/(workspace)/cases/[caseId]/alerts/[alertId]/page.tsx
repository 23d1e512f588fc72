import type { Metadata, Route } from "next";
import { notFound } from "next/navigation";
import { after } from "next/server";
import { getTranslations } from "next-intl/server";
import { Desk } from "@/components/alerts/desk/desk";
import type { DeskActions } from "@/components/alerts/desk/desk-actions";
import { Messages } from "@/components/layout/messages";
import { ButtonLink } from "@/components/ui/button";
import { Send } from "@/components/ui/icons";
import { comment, openThread, settleThread } from "@/lib/alert-talk/actions";
import { sealPassage, setSectionStatus } from "@/lib/alerts/actions";
import { isOver } from "@/lib/alerts/alert";
import { readDeskFacts } from "@/lib/alerts/desk-facts";
import { findDesk } from "@/lib/alerts/desk-queries";
import { partNames } from "@/lib/alerts/part-names";
import { canSealPassage } from "@/lib/alerts/permissions";
import { requireActor } from "@/lib/auth/actor";
import { readIdentity } from "@/lib/defenders/actions";
import { openedToSign } from "@/lib/sign-on/opened";
import { AlertFrame, readAlert } from "./alert-frame";

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
  const { language, section, thread } = await searchParams;
  const page = await readAlert(actor, of);
  const { theCase } = page;
  if (page.alert.isAsked) {
    after(() => openedToSign(actor, page.alert.id));
  }
  const desk =
    (await findDesk(actor, of, typeof language === "string" ? language : undefined)) ?? notFound();
  const t = await getTranslations("alerts.desk");
  const talk = desk.beside.threads.find(({ id }) => id === thread);
  const wanted = talk?.section ?? partNames.find((name) => name === section);
  const begun = desk.beside.parts.find(
    ({ section: name, status }) => name !== "title" && status !== "done",
  );
  const first =
    wanted ?? (section === "all" || desk.right === "read" ? "all" : (begun?.section ?? "affected"));
  const actions = {
    openThread,
    comment,
    settleThread,
    setSectionStatus,
    sealPassage,
    readIdentity,
  } as unknown as DeskActions;
  return (
    <AlertFrame
      page={page}
      current="text"
      actions={
        page.mayWrite &&
        !isOver(page.alert.stage) && (
          <ButtonLink
            href={`/cases/${theCase.id}/alerts/${desk.alertId}/review` as Route}
            look="primary"
            icon={Send}
          >
            {t(desk.beside.stage === "draft" ? "sendForReview" : "review")}
          </ButtonLink>
        )
      }
    >
      <Messages of={["alerts.desk", "alerts.end", "refusals", "forms", "people.identity"]}>
        <Desk
          key={desk.text.id}
          desk={desk}
          facts={await readDeskFacts(actor, page)}
          first={first}
          thread={talk?.id ?? null}
          isLowData={page.isLowData}
          maySeal={canSealPassage(actor, theCase.access)}
          teamOf={theCase.organisation}
          timeZone={actor.timeZone}
          loadedAt={new Date().toISOString()}
          actions={actions}
        />
      </Messages>
    </AlertFrame>
  );
}
