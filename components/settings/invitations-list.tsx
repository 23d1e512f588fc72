import { useTranslations } from "next-intl";
import type { FormServerAction } from "@/components/forms/use-action-form";
import { Panel } from "@/components/ui/panel";
import type { MembershipRole } from "@/db/reference/words";
import { OnePressForm } from "./one-press-form";

export type ShownInvitation = {
  id: string;
  email: string | null;
  role: MembershipRole;
  made: string;
  until: string;
};

/** The invitations that nobody has accepted yet. */
export function InvitationsList({
  invitations,
  takeBack,
}: {
  invitations: ShownInvitation[];
  takeBack: FormServerAction<void>;
}) {
  const t = useTranslations("settings.members.open");
  const s = useTranslations("settings");
  if (invitations.length === 0) {
    return null;
  }
  return (
    <Panel title={t("title")} count={invitations.length} flush>
      <ul>
        {invitations.map(({ id, email, role, made, until }) => (
          <li
            key={id}
            className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-line px-4 py-3 not-first:border-t"
          >
            <span>
              <span className="block font-semibold">
                {email ? <bdi dir="ltr">{email}</bdi> : t("noAddress")}
              </span>
              <span className="text-meta text-ink-muted">
                {s(`roles.${role}`)} · {t("until", { when: until })}
              </span>
            </span>
            <OnePressForm
              action={takeBack}
              fields={{ invitationId: id }}
              name={t("takeBackOf", { when: made, whom: email ?? t("noAddress") })}
              refused={s("refused")}
            >
              {t("takeBack")}
            </OnePressForm>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
