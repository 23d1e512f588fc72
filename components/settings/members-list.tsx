import { useTranslations } from "next-intl";
import type { FormServerAction } from "@/components/forms/use-action-form";
import { Badge } from "@/components/ui/badge";
import { Panel } from "@/components/ui/panel";
import type { MembershipRole } from "@/db/reference/words";
import { OnePressForm } from "./one-press-form";
import { RoleForm } from "./role-form";

export type ShownMember = {
  membershipId: string;
  name: string;
  email: string;
  role: MembershipRole;
  status: string;
  /** May sign alerts for the organisation; administrators always may. */
  maySign: boolean;
  isMe: boolean;
};

export type MemberActions = {
  changeRole: FormServerAction<void>;
  suspend: FormServerAction<void>;
  confirm: FormServerAction<void>;
  giveAuthority: FormServerAction<void>;
};

/** The members of the organisation; with `actions` for those who may change them. */
export function MembersList({
  members,
  actions,
}: {
  members: ShownMember[];
  actions: MemberActions | null;
}) {
  const t = useTranslations("settings.members");
  const s = useTranslations("settings");
  return (
    <Panel title={t("section")} count={members.length} flush>
      <ul>
        {members.map((member) => (
          <li
            key={member.membershipId}
            aria-label={member.name}
            className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-line px-4 py-3 not-first:border-t"
          >
            <span className="min-w-0">
              <span className="flex flex-wrap items-center gap-2 font-semibold">
                <bdi>{member.name}</bdi>
                {member.isMe && <Badge tone="accent">{t("you")}</Badge>}
                {member.maySign && member.role !== "administrator" && (
                  <Badge tone="done">{t("maySign")}</Badge>
                )}
                {member.status === "suspended" && <Badge tone="caution">{t("suspended")}</Badge>}
              </span>
              <span className="block truncate text-meta text-ink-muted">
                {s(`roles.${member.role}`)} · <bdi dir="ltr">{member.email}</bdi>
              </span>
            </span>
            {actions && <Actions member={member} actions={actions} />}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Actions({ member, actions }: { member: ShownMember; actions: MemberActions }) {
  const t = useTranslations("settings.members");
  const s = useTranslations("settings");
  const { membershipId, name, role, status, maySign, isMe } = member;
  const isSuspended = status === "suspended";
  const verb = isSuspended ? "confirm" : "suspend";
  return (
    <span className="flex flex-wrap items-center gap-2">
      {/* A new key after a change: React would otherwise keep showing the choice before it. */}
      <RoleForm key={role} action={actions.changeRole} {...{ membershipId, name, role }} />
      {role !== "administrator" && (
        <OnePressForm
          key={String(maySign)}
          action={actions.giveAuthority}
          fields={{ membershipId, maySign: maySign ? "no" : "yes" }}
          name={t(maySign ? "takeAuthorityOf" : "giveAuthorityOf", { name })}
          refused={s("refused")}
        >
          {t(maySign ? "takeAuthority" : "giveAuthority")}
        </OnePressForm>
      )}
      {!isMe && (
        <OnePressForm
          action={actions[verb]}
          fields={{ membershipId }}
          look={isSuspended ? "secondary" : "danger"}
          name={t(`${verb}Of`, { name })}
          refused={s("refused")}
        >
          {t(verb)}
        </OnePressForm>
      )}
    </span>
  );
}
