import type { Metadata, Route } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { CorrectForm } from "@/components/conversations/correct-forms";
import { Messages } from "@/components/layout/messages";
import { PageHeader } from "@/components/layout/page-header";
import { requireActor } from "@/lib/auth/actor";
import { looksLikeId } from "@/lib/cases/case";
import { findBeforeContact } from "@/lib/conversations/before-contact";
import { canCorrectConversation } from "@/lib/conversations/permissions";
import { conversationChoices, findConversation } from "@/lib/conversations/queries";
import { dayInZone } from "@/lib/i18n/format";
import { stateName } from "@/lib/states/names";
import { stateOf } from "../../state-of";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("conversations");
  return { title: t("oneDocumentTitle") };
}

/** Corrects one's own conversation. */
export default async function CorrectConversationPage({
  params,
}: PageProps<"/states/[stateKey]/conversations/[conversationId]/edit">) {
  const actor = await requireActor();
  const { stateKey, conversationId } = await params;
  const state = await stateOf(actor, stateKey);
  const conversation = looksLikeId(conversationId)
    ? await findConversation(actor, state.code, conversationId)
    : null;
  if (!conversation || !canCorrectConversation(actor, conversation)) {
    notFound();
  }
  const [t, states, { members }, { contacts }] = await Promise.all([
    getTranslations("conversations"),
    getTranslations("states"),
    conversationChoices(actor, state.code),
    findBeforeContact(actor, state.code),
  ]);
  const here = `/states/${state.key}`;
  return (
    <>
      <PageHeader
        title={t("correct.title")}
        breadcrumbs={{
          trail: [
            { href: "/states" as Route, label: states("title") },
            { href: here as Route, label: stateName(state, actor.locale) },
            { href: `${here}/conversations` as Route, label: t("title") },
          ],
          here: t("correct.title"),
        }}
        description={t("correct.intro")}
      />
      <Messages of={["forms", "refusals", "conversations.form", "sessions.ahead", "sessions.past"]}>
        <CorrectForm
          stateKey={state.key}
          conversation={conversation}
          today={dayInZone(new Date(), actor.timeZone)}
          members={members}
          contacts={contacts}
        />
      </Messages>
    </>
  );
}
