import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { InvitationsList } from "@/components/settings/invitations-list";
import { InviteForm } from "@/components/settings/invite-form";
import { MembersList } from "@/components/settings/members-list";
import { Panel } from "@/components/ui/panel";
import { membershipRoles } from "@/db/reference/words";
import { requireActor } from "@/lib/auth/actor";
import { writeMoment } from "@/lib/i18n/moment";
import { getFormats } from "@/lib/i18n/request-formats";
import { canSendMail } from "@/lib/mail/send-letter";
import {
  changeRole,
  confirmMember,
  giveAuthority,
  invite,
  suspendMember,
  takeBackInvitation,
} from "@/lib/organisations/actions";
import { canInvite, canManageMembers } from "@/lib/organisations/permissions";
import { listMembers, listOpenInvitations } from "@/lib/organisations/queries";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settings");
  return { title: t("documentTitle") };
}

export default async function MembersPage() {
  const actor = await requireActor();
  const mayInvite = canInvite(actor);
  const [t, formats, members, invitations] = await Promise.all([
    getTranslations("settings.members"),
    getFormats(),
    listMembers(actor),
    mayInvite ? listOpenInvitations(actor) : [],
  ]);
  const actions = canManageMembers(actor)
    ? { changeRole, suspend: suspendMember, confirm: confirmMember, giveAuthority }
    : null;
  return (
    <div className="flex flex-col gap-6">
      <MembersList members={members} actions={actions} />
      {actions && (
        <p className="max-w-measure text-ink-muted">
          {t("suspendHint")} {t("authorityHint")}
        </p>
      )}
      <InvitationsList
        takeBack={takeBackInvitation}
        invitations={invitations.map(({ id, email, role, createdAt, expiresAt }) => ({
          id,
          email,
          role,
          made: writeMoment(createdAt, actor.timeZone, formats),
          until: writeMoment(expiresAt, actor.timeZone, formats),
        }))}
      />
      {mayInvite && (
        <Panel title={t("invite.title")}>
          <InviteForm action={invite} roles={membershipRoles} canSendMail={canSendMail()} />
        </Panel>
      )}
    </div>
  );
}
