import type { Metadata, Route } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { Marks, SpokeWith, Told } from "@/components/conversations/conversation-list";
import { FinishStepForm, TakeBackForm } from "@/components/conversations/correct-forms";
import { Corrections } from "@/components/conversations/corrections";
import { Messages } from "@/components/layout/messages";
import { PageHeader } from "@/components/layout/page-header";
import { ButtonLink } from "@/components/ui/button";
import { Pencil } from "@/components/ui/icons";
import { Notice } from "@/components/ui/notice";
import { requireActor } from "@/lib/auth/actor";
import { looksLikeId } from "@/lib/cases/case";
import { canCorrectConversation, canFinishNextStep } from "@/lib/conversations/permissions";
import { findConversation } from "@/lib/conversations/queries";
import { knownDate } from "@/lib/dates/stored-date";
import { getFormats } from "@/lib/i18n/request-formats";
import { stateName } from "@/lib/states/names";
import { stateOf } from "../state-of";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("conversations");
  return { title: t("oneDocumentTitle") };
}

/** One conversation: what was said, who may read it, and what was corrected since. */
export default async function ConversationPage({
  params,
  searchParams,
}: PageProps<"/states/[stateKey]/conversations/[conversationId]">) {
  const actor = await requireActor();
  const [{ stateKey, conversationId }, { logged }] = await Promise.all([params, searchParams]);
  const state = await stateOf(actor, stateKey);
  const conversation = looksLikeId(conversationId)
    ? await findConversation(actor, state.code, conversationId)
    : null;
  if (!conversation) {
    notFound();
  }
  const [t, states, formats] = await Promise.all([
    getTranslations("conversations"),
    getTranslations("states"),
    getFormats(),
  ]);
  const here = `/states/${state.key}`;
  const mayCorrect = canCorrectConversation(actor, conversation);
  const { nextStep } = conversation;
  const title = t("when", {
    day: formats.date(knownDate(conversation.had)),
    channel: conversation.channel,
  });
  return (
    <Messages of={["forms", "refusals"]}>
      <PageHeader
        title={title}
        breadcrumbs={{
          trail: [
            { href: "/states" as Route, label: states("title") },
            { href: here as Route, label: stateName(state, actor.locale) },
            { href: `${here}/conversations` as Route, label: t("title") },
          ],
          here: title,
        }}
        description={<SpokeWith row={conversation} />}
        actions={
          mayCorrect && (
            <ButtonLink
              href={`${here}/conversations/${conversation.id}/edit` as Route}
              icon={Pencil}
            >
              {t("correct.open")}
            </ButtonLink>
          )
        }
      />
      <div className="flex max-w-3xl flex-col gap-6">
        {logged && <Notice tone="done" role="status" title={t("form.logged")} />}
        <div className="flex flex-col gap-3">
          <div className="flex flex-wrap gap-2">
            <Marks row={conversation} />
          </div>
          <Told row={conversation} />
          {!conversation.said && <p className="text-ink-muted">{t("nothingSaid")}</p>}
          {nextStep && !nextStep.isOnCommitments && canFinishNextStep(actor, conversation) && (
            <FinishStepForm id={conversation.id} step={nextStep.text} isDone={nextStep.isDone} />
          )}
          <p className="text-meta text-ink-muted">
            {conversation.about.length === 0
              ? t("readByOrganisation")
              : t("readBy", { who: t(`visibility.${conversation.visibility}`) })}
          </p>
        </div>
        <Corrections corrections={conversation.corrections} timeZone={actor.timeZone} />
        {mayCorrect && <TakeBackForm stateKey={state.key} conversation={conversation} />}
      </div>
    </Messages>
  );
}
