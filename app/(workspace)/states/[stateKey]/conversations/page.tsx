import type { Metadata, Route } from "next";
import { getTranslations } from "next-intl/server";
import { ConversationList } from "@/components/conversations/conversation-list";
import { ShortcutLink } from "@/components/conversations/shortcut-link";
import { Messages } from "@/components/layout/messages";
import { PageHeader } from "@/components/layout/page-header";
import { LastContactSection } from "@/components/states/margin";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { MessageSquarePlus } from "@/components/ui/icons";
import { requireActor } from "@/lib/auth/actor";
import { canLogConversation } from "@/lib/conversations/permissions";
import { listConversations } from "@/lib/conversations/queries";
import { dayInZone } from "@/lib/i18n/format";
import { findLastContact } from "@/lib/states/meeting-queries";
import { stateName } from "@/lib/states/names";
import { stateOf } from "./state-of";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("conversations");
  return { title: t("documentTitle") };
}

/** Every conversation with a State that one may read, the last contact first. */
export default async function ConversationsPage({
  params,
  searchParams,
}: PageProps<"/states/[stateKey]/conversations">) {
  const actor = await requireActor();
  const [{ stateKey }, { before }] = await Promise.all([params, searchParams]);
  const state = await stateOf(actor, stateKey);
  const [t, states, page, last] = await Promise.all([
    getTranslations("conversations"),
    getTranslations("states"),
    listConversations(actor, state.code, {
      before: typeof before === "string" ? before : undefined,
    }),
    findLastContact(actor, state.code),
  ]);
  const here = `/states/${state.key}`;
  const name = stateName(state, actor.locale);
  return (
    <>
      <PageHeader
        title={t("title")}
        breadcrumbs={{
          trail: [
            { href: "/states" as Route, label: states("title") },
            { href: here as Route, label: name },
          ],
          here: t("title"),
        }}
        description={<bdi data-written="">{name}</bdi>}
        actions={
          canLogConversation(actor) && (
            <Messages of={[]}>
              <ShortcutLink
                href={`${here}/conversations/new` as Route}
                look="primary"
                icon={MessageSquarePlus}
                shortcut="L"
              >
                {t("log")}
              </ShortcutLink>
            </Messages>
          )
        }
      />
      <div className="flex max-w-4xl flex-col gap-4">
        {!before && (
          <LastContactSection
            contact={last}
            stateKey={state.key}
            today={dayInZone(new Date(), actor.timeZone)}
            brief
          />
        )}
        {page.rows.length === 0 ? (
          <EmptyState title={t("none")} />
        ) : (
          <ConversationList rows={page.rows} stateKey={state.key} />
        )}
        <nav aria-label={t("title")} className="flex flex-wrap gap-2">
          {before && <ButtonLink href={`${here}/conversations` as Route}>{t("newest")}</ButtonLink>}
          {page.next && (
            <ButtonLink
              href={`${here}/conversations?before=${encodeURIComponent(page.next)}` as Route}
            >
              {t("older")}
            </ButtonLink>
          )}
        </nav>
      </div>
    </>
  );
}
