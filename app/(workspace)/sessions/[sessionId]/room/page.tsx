import type { Metadata, Route } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Messages } from "@/components/layout/messages";
import { PageHeader } from "@/components/layout/page-header";
import { RoomDesk } from "@/components/room/room-desk";
import { ButtonLink } from "@/components/ui/button";
import { Eye } from "@/components/ui/icons";
import { Notice } from "@/components/ui/notice";
import { alertLanguages } from "@/db/reference/words";
import { requireActor } from "@/lib/auth/actor";
import { dayInZone, genevaZone } from "@/lib/i18n/format";
import { getFormats } from "@/lib/i18n/request-formats";
import { findRoom } from "@/lib/room/queries";
import { zoneOf } from "@/lib/sessions/place-time";
import { findSession } from "@/lib/sessions/queries";
import { isPublicToTheState } from "@/lib/sessions/session";
import { stateChoices } from "@/lib/states/queries";
import { deviceOwner } from "@/lib/waiting/owner";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("room");
  return { title: t("documentTitle") };
}

/** A session on the day: who speaks, what they promised, what was heard. */
export default async function RoomPage({ params }: PageProps<"/sessions/[sessionId]/room">) {
  const actor = await requireActor();
  const session = await findSession(actor, (await params).sessionId);
  if (!session) {
    notFound();
  }
  const [t, sessions, language, room, choices] = await Promise.all([
    getTranslations("room"),
    getTranslations("sessions"),
    getTranslations("alerts.language"),
    findRoom(actor, session),
    stateChoices(actor),
  ]);
  const formats = await getFormats();
  return (
    <Messages
      of={[
        "forms",
        "refusals",
        "room",
        "dates",
        "stages",
        "commitments.word",
        "commitments.wordsSetBack",
        "commitments.offerSetBack",
        "commitments.naming",
        "commitments.delivery",
        "commitments.cell",
        "sessions.form",
      ]}
    >
      <PageHeader
        title={t("title")}
        description={t(zoneOf(session) === genevaZone ? "introGeneva" : "introNewYork")}
        breadcrumbs={{
          trail: [
            { href: "/sessions" as Route, label: sessions("title") },
            { href: `/sessions/${session.id}` as Route, label: session.title },
          ],
          here: t("title"),
        }}
        actions={
          <ButtonLink href={`/sessions/${session.id}/after` as Route}>{t("toAccount")}</ButtonLink>
        }
      />
      {isPublicToTheState(session) && (
        <div className="mb-4">
          <Notice tone="caution" icon={Eye} title={sessions("public.title")}>
            {t("publicText")}
          </Notice>
        </div>
      )}
      {session.startsOn !== null && session.startsOn > dayInZone(new Date(), zoneOf(session)) && (
        <div className="mb-4">
          <Notice tone="caution" title={t("early", { day: formats.day(session.startsOn) })} />
        </div>
      )}
      <RoomDesk
        sessionId={session.id}
        room={room}
        me={actor.personName}
        owner={deviceOwner(actor)}
        choices={choices}
        languages={alertLanguages.map((code) => ({ code, name: language(code) }))}
      />
    </Messages>
  );
}
