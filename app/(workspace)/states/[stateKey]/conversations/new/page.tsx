import type { Metadata, Route } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { LogForm } from "@/components/conversations/log-form";
import { Messages } from "@/components/layout/messages";
import { PageHeader } from "@/components/layout/page-header";
import { Cautions } from "@/components/states/warnings";
import { requireActor } from "@/lib/auth/actor";
import { findBeforeContact } from "@/lib/conversations/before-contact";
import { canLogConversation } from "@/lib/conversations/permissions";
import { conversationChoices } from "@/lib/conversations/queries";
import { dayInZone } from "@/lib/i18n/format";
import { stateName } from "@/lib/states/names";
import { stateOf } from "../state-of";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("conversations");
  return { title: t("oneDocumentTitle") };
}

/** Logs a conversation; cautions stand before the contacts that may be chosen. */
export default async function LogConversationPage({
  params,
}: PageProps<"/states/[stateKey]/conversations/new">) {
  const actor = await requireActor();
  const { stateKey } = await params;
  const state = await stateOf(actor, stateKey);
  if (!canLogConversation(actor)) {
    notFound();
  }
  const [t, states, choices, before] = await Promise.all([
    getTranslations("conversations"),
    getTranslations("states"),
    conversationChoices(actor, state.code),
    findBeforeContact(actor, state.code),
  ]);
  const here = `/states/${state.key}`;
  const name = stateName(state, actor.locale);
  return (
    <>
      <PageHeader
        title={t("new.title")}
        breadcrumbs={{
          trail: [
            { href: "/states" as Route, label: states("title") },
            { href: here as Route, label: name },
          ],
          here: t("new.title"),
        }}
        description={
          <>
            <bdi data-written="">{name}</bdi>. {t("new.intro")}
          </>
        }
      />
      <div className="flex flex-col gap-6">
        {before.cautions.length > 0 && (
          <div className="max-w-3xl">
            <Cautions cautions={before.cautions} />
          </div>
        )}
        <Messages
          of={["forms", "refusals", "conversations.form", "sessions.ahead", "sessions.past"]}
        >
          <LogForm
            stateKey={state.key}
            today={dayInZone(new Date(), actor.timeZone)}
            me={actor.membershipId}
            choices={choices}
            contacts={before.contacts}
          />
        </Messages>
      </div>
    </>
  );
}
