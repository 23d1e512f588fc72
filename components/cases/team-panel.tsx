import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/forms/action-form";
import { FormRadios, FormSelect } from "@/components/forms/form-fields";
import type { FormServerAction } from "@/components/forms/use-action-form";
import { Notice } from "@/components/ui/notice";
import { Panel } from "@/components/ui/panel";
import { type MembershipRole, type TeamRole, teamRoles } from "@/db/reference/words";

interface Member {
  membershipId: string;
  name: string;
  role: TeamRole;
  organisationRole: MembershipRole;
  status: string;
}

/** Who works on the case. The lead adds, changes and removes; everybody may leave. */
export function TeamPanel({
  caseId,
  team,
  candidates,
  mayLead,
  myself,
  withSteps,
  actions,
}: {
  caseId: string;
  team: readonly Member[];
  candidates: readonly { membershipId: string; name: string; role: MembershipRole }[];
  mayLead: boolean;
  /** The reader's own membership. */
  myself: string;
  /** Who is to act where somebody is not heard from, as check-ins of the case say. */
  withSteps: readonly string[];
  actions: Record<"add" | "change" | "remove", FormServerAction<void>>;
}) {
  const t = useTranslations("cases.sharing");
  return (
    <Panel title={t("team")} count={team.length}>
      <p className="max-w-measure text-meta text-ink-muted">{t("teamHint")}</p>
      <ul className="mt-2 divide-y divide-line">
        {team.map((member) => (
          <li
            key={member.membershipId}
            className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3"
          >
            <div className="min-w-40">
              <p className="font-semibold" dir="auto">
                {member.name}
                {member.status !== "confirmed" && (
                  <span className="font-normal text-ink-muted"> ({t("suspended")})</span>
                )}
              </p>
              <p className="text-meta text-ink-muted">
                {t(`role.${member.role}`)}: {t(`roleHint.${member.role}`)}
              </p>
            </div>
            <div className="flex flex-wrap items-center gap-2">
              {mayLead && member.organisationRole !== "reader" && (
                <ActionForm
                  action={actions.change}
                  hidden={{ caseId, membershipId: member.membershipId }}
                  submit={t("setRole")}
                  name={t("changeRole", { name: member.name })}
                  look="secondary"
                  size="small"
                  className="sm:flex-row! sm:items-center gap-2!"
                >
                  <FormSelect
                    name="role"
                    label={t("changeRole", { name: member.name })}
                    labelHidden
                    placeholder={null}
                    defaultValue={member.role}
                    options={teamRoles.map((value) => ({ value, label: t(`role.${value}`) }))}
                  />
                </ActionForm>
              )}
              {(mayLead || member.membershipId === myself) && (
                <ActionForm
                  action={actions.remove}
                  hidden={{ caseId, membershipId: member.membershipId }}
                  {...(withSteps.includes(member.membershipId) && {
                    fold: { words: member.membershipId === myself ? t("leave") : t("removeShort") },
                    className: "mt-2 gap-2!",
                  })}
                  submit={member.membershipId === myself ? t("leave") : t("removeShort")}
                  name={
                    member.membershipId === myself ? undefined : t("remove", { name: member.name })
                  }
                  look="secondary"
                  size="small"
                >
                  {withSteps.includes(member.membershipId) && (
                    <Notice tone="caution" title={t("namedInSteps", { name: member.name })}>
                      {t("namedInStepsHint")}
                    </Notice>
                  )}
                </ActionForm>
              )}
            </div>
          </li>
        ))}
      </ul>
      {mayLead && candidates.length === 0 && (
        <p className="mt-3 text-ink-muted">{t("nobodyToAdd")}</p>
      )}
      {mayLead && candidates.length > 0 && (
        <details suppressHydrationWarning className="mt-3">
          <summary className="link target inline-block">{t("add")}</summary>
          <ActionForm
            action={actions.add}
            hidden={{ caseId }}
            submit={t("add")}
            look="secondary"
            className="mt-3"
            labels={{ membershipId: t("member"), role: t("roleColumn") }}
          >
            <FormSelect
              name="membershipId"
              label={t("member")}
              hint={t("memberHint")}
              className="max-w-96"
              options={candidates.map(({ membershipId, name }) => ({
                value: membershipId,
                label: name,
              }))}
            />
            <FormRadios
              name="role"
              label={t("roleColumn")}
              defaultValue="editor"
              options={teamRoles.map((value) => ({
                value,
                label: t(`role.${value}`),
                hint: t(`roleHint.${value}`),
              }))}
            />
          </ActionForm>
        </details>
      )}
    </Panel>
  );
}
