import type { Metadata, Route } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { after } from "next/server";
import { getTranslations } from "next-intl/server";
import { AsksNews } from "@/components/commitments/asks-news";
import { ConversationList } from "@/components/conversations/conversation-list";
import { ShortcutLink } from "@/components/conversations/shortcut-link";
import { Messages } from "@/components/layout/messages";
import { PageHeader } from "@/components/layout/page-header";
import { Ask } from "@/components/states/ask";
import {
  ContactsSection,
  GuidelinesSection,
  HowTheyWork,
  LastContactSection,
  PeersSection,
} from "@/components/states/margin";
import {
  EndCautionForm,
  NoteCautionForm,
  NoteContactForm,
  OpenFormLink,
  RemoveContactForm,
  ShareContactForms,
} from "@/components/states/mission-forms";
import { PrintButton } from "@/components/states/print-button";
import { PromisedTable } from "@/components/states/promised-table";
import { ResponsivenessSection } from "@/components/states/responsiveness";
import { Cautions, DoNotMention } from "@/components/states/warnings";
import { WhatTheyDid } from "@/components/states/what-they-did";
import { ButtonLink } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { FileText, MessageSquarePlus, Plus } from "@/components/ui/icons";
import { Section } from "@/components/ui/panel";
import { recordVisit } from "@/lib/activity/visits";
import { requireActor } from "@/lib/auth/actor";
import { canLogConversation } from "@/lib/conversations/permissions";
import { listConversations } from "@/lib/conversations/queries";
import { dayInZone } from "@/lib/i18n/format";
import { getFormats } from "@/lib/i18n/request-formats";
import { newestInterventionsOfState } from "@/lib/interventions/queries";
import { canKeepMissions } from "@/lib/missions/permissions";
import { listPartners } from "@/lib/shares/queries";
import { askToWriteAnew, chooseAsk, silencesOf } from "@/lib/states/meeting";
import { findMeeting } from "@/lib/states/meeting-queries";
import { stateName } from "@/lib/states/names";
import { findStateByKey, isStateOpen, listStates } from "@/lib/states/queries";
import { countWords } from "@/lib/text/count-words";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("states");
  return { title: t("oneDocumentTitle") };
}

const shownConversations = 5;

/** What is read before one walks into a meeting with a State; with `?print=1` the one page to carry. */
export default async function StatePage({ params, searchParams }: PageProps<"/states/[stateKey]">) {
  const actor = await requireActor();
  const [{ stateKey }, { print, add }] = await Promise.all([params, searchParams]);
  const state = await findStateByKey(actor, stateKey);
  if (!state || !(await isStateOpen(actor, state))) {
    notFound();
  }
  const now = new Date();
  const today = dayInZone(now, actor.timeZone);
  const mayWrite = canKeepMissions(actor);
  const [t, talks, formats, meeting, interventions, states, talked, partners] = await Promise.all([
    getTranslations("states"),
    getTranslations("conversations"),
    getFormats(),
    findMeeting(actor, state, now),
    newestInterventionsOfState(actor, state.code),
    listStates({ ...actor, hasExample: true }),
    listConversations(actor, state.code, { limit: shownConversations }),
    mayWrite ? listPartners(actor) : [],
  ]);
  after(() => recordVisit(actor, "state", state.key));

  const onePage = print === "1";
  const ask = chooseAsk(meeting.promised);
  const here = `/states/${state.key}`;
  const askHref = `/commitments/new?state=${state.key}` as Route;
  const group = state.regionalGroup && t(`group.${state.regionalGroup}`);
  return (
    <Messages of={["forms", "refusals", "states.caution"]}>
      <AsksNews ids={meeting.promised.map(({ commitmentId }) => commitmentId)} />
      <PageHeader
        title={stateName(state, actor.locale)}
        breadcrumbs={{
          trail: [{ href: "/states" as Route, label: t("title") }],
          here: t("before"),
        }}
        description={[group, t("mission")].filter(Boolean).join(". ")}
        actions={
          onePage ? (
            <>
              <ButtonLink href={here as Route}>{t("fullPage")}</ButtonLink>
              <PrintButton label={t("print")} />
            </>
          ) : (
            <>
              {ask && (
                <CopyButton
                  text={ask.wordingAsked}
                  label={t("copyAsk")}
                  copied={t("copied")}
                  failed={t("notCopied")}
                />
              )}
              <ButtonLink href={`${here}?print=1` as Route} icon={FileText}>
                {t("onePage")}
              </ButtonLink>
              {mayWrite && (
                <ButtonLink href={askHref} icon={Plus}>
                  {t("askStates")}
                </ButtonLink>
              )}
              {canLogConversation(actor) && (
                <ShortcutLink
                  href={`${here}/conversations/new` as Route}
                  look="primary"
                  icon={MessageSquarePlus}
                  shortcut="L"
                >
                  {talks("log")}
                </ShortcutLink>
              )}
            </>
          )
        }
      />
      <div
        className={
          onePage
            ? // Six short blocks on one sheet, whatever their words: the print is set a little smaller.
              "max-w-[52rem] print:max-w-none print:[zoom:0.78]"
            : "gap-10 xl:grid xl:grid-cols-[minmax(0,1fr)_17.5rem] print:block print:[zoom:0.85]"
        }
      >
        <div className="flex min-w-0 flex-col gap-8 print:gap-4">
          <Ask
            ask={ask}
            anew={askToWriteAnew(meeting.promised)}
            words={ask ? countWords(ask.wordingAsked, actor.locale) : 0}
            askHref={mayWrite && !onePage ? askHref : null}
          />
          <div className="grid gap-6 lg:grid-cols-[minmax(0,17rem)_minmax(0,1fr)] print:grid-cols-2 print:gap-3">
            <DoNotMention silences={silencesOf(meeting.promised)} />
            <Cautions
              cautions={meeting.cautions}
              {...(mayWrite &&
                !onePage && {
                  end: (caution) => <EndCautionForm stateKey={state.key} caution={caution} />,
                  add:
                    add === "caution" ? (
                      <NoteCautionForm stateKey={state.key} today={today} />
                    ) : (
                      <OpenFormLink href={`${here}?add=caution` as Route}>
                        {t("caution.add")}
                      </OpenFormLink>
                    ),
                })}
            />
          </div>
          <PromisedTable
            rows={meeting.promised}
            further={meeting.further}
            today={today}
            trackerHref={`/commitments?state=${state.key}` as Route}
            brief={onePage}
          />
          <WhatTheyDid
            interventions={interventions.newest}
            total={interventions.total}
            trackerHref={`/commitments?state=${state.key}&stage=raised` as Route}
            record={meeting.record}
            isExample={state.isExample}
            brief={onePage}
          />
          {!onePage && (
            <Section
              title={talks("title")}
              aside={
                talked.next && (
                  <Link
                    href={`${here}/conversations` as Route}
                    prefetch={false}
                    className="link target"
                  >
                    {talks("all")}
                  </Link>
                )
              }
            >
              {talked.rows.length === 0 ? (
                <p className="py-3 text-ink-muted">{talks("none")}</p>
              ) : (
                <ConversationList rows={talked.rows} stateKey={state.key} />
              )}
            </Section>
          )}
          {onePage ? (
            <LastContactSection
              contact={meeting.lastContact}
              stateKey={state.key}
              today={today}
              brief
            />
          ) : (
            <ResponsivenessSection
              responsiveness={meeting.responsiveness}
              isExample={state.isExample}
            />
          )}
          {onePage && (
            <p className="text-meta text-ink-muted">
              {t("printedOn", { day: formats.day(today) })}
            </p>
          )}
        </div>
        {!onePage && (
          <div className="mt-8 border-line xl:mt-0 xl:border-s xl:ps-6 print:mt-4 print:border-0 print:p-0">
            <LastContactSection contact={meeting.lastContact} stateKey={state.key} today={today} />
            <GuidelinesSection guidelines={meeting.guidelines} />
            <HowTheyWork contacts={meeting.contacts} />
            <ContactsSection
              contacts={meeting.contacts}
              cautions={meeting.cautions.length}
              {...(mayWrite && {
                manage: (contact) => (
                  <>
                    <ShareContactForms stateKey={state.key} contact={contact} partners={partners} />
                    <RemoveContactForm stateKey={state.key} contact={contact} />
                  </>
                ),
                add:
                  add === "contact" ? (
                    <NoteContactForm stateKey={state.key} />
                  ) : (
                    <OpenFormLink href={`${here}?add=contact` as Route}>
                      {t("contact.add")}
                    </OpenFormLink>
                  ),
              })}
            />
            <PeersSection
              peers={meeting.peers}
              stateNames={Object.fromEntries(
                states.map((one) => [one.code, stateName(one, actor.locale)]),
              )}
            />
          </div>
        )}
      </div>
    </Messages>
  );
}
