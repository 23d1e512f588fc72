import type { Metadata, Route } from "next";
import { getTranslations } from "next-intl/server";
import { Messages } from "@/components/layout/messages";
import {
  JoinAsKnownPersonForm,
  JoinAsMyselfForm,
  JoinAsNewPersonForm,
} from "@/components/sign-in/join-forms";
import { ButtonLink } from "@/components/ui/button";
import { Panel } from "@/components/ui/panel";
import { currentActor } from "@/lib/auth/actor";
import { joinAsKnownPerson, joinAsMyself, joinAsNewPerson } from "@/lib/invitations/actions";
import { findInvitation } from "@/lib/invitations/queries";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("invitations");
  return { title: t("documentTitle") };
}

/** Looking has no effect: programs that follow links in letters use nothing up. */
export default async function InvitationPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const [t, invitation, actor] = await Promise.all([
    getTranslations("invitations"),
    findInvitation(token),
    currentActor(),
  ]);
  if (!invitation) {
    return (
      <>
        <h1 className="mb-4">{t("closed.title")}</h1>
        <p className="mb-6">{t("closed.text")}</p>
        <ButtonLink href={"/sign-in" as Route}>{t("closed.signIn")}</ButtonLink>
      </>
    );
  }
  const { organisationName, role, email } = invitation;
  return (
    <Messages of={["invitations", "setUp", "signIn", "forms", "refusals"]}>
      <h1 className="mb-2">
        <bdi>{t("title", { organisation: organisationName })}</bdi>
      </h1>
      <p className="mb-6 text-ink-muted">{t("lead", { role })}</p>
      {actor ? (
        <JoinAsMyselfForm action={joinAsMyself} token={token} name={actor.personName} />
      ) : (
        <div className="flex flex-col gap-4">
          <Panel title={t("new.title")}>
            <JoinAsNewPersonForm action={joinAsNewPerson} token={token} email={email} />
          </Panel>
          <Panel title={t("known.title")}>
            <JoinAsKnownPersonForm action={joinAsKnownPerson} token={token} email={email} />
          </Panel>
        </div>
      )}
    </Messages>
  );
}
