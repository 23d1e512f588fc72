"use client";

import { useTranslations } from "next-intl";
import { FormFeedback } from "@/components/forms/form-feedback";
import { type FormServerAction, useActionForm } from "@/components/forms/use-action-form";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select-field";
import { type MembershipRole, membershipRoles } from "@/db/reference/words";

/** Gives a member another role. */
export function RoleForm({
  action,
  membershipId,
  name,
  role,
}: {
  action: FormServerAction<void>;
  membershipId: string;
  name: string;
  role: MembershipRole;
}) {
  const t = useTranslations("settings");
  const form = useActionForm(action);
  return (
    <form {...form.sending} className="flex flex-col gap-2">
      <input type="hidden" name="membershipId" value={membershipId} />
      <span className="flex items-center gap-2">
        <Select
          name="role"
          aria-label={t("members.roleOf", { name })}
          defaultValue={role}
          options={membershipRoles.map((value) => ({ value, label: t(`roles.${value}`) }))}
        />
        <Button
          type="submit"
          size="small"
          aria-label={t("members.changeRoleOf", { name })}
          aria-disabled={form.isPending}
        >
          {t("members.changeRole")}
        </Button>
      </span>
      <FormFeedback form={form} refused={t("refused")} />
    </form>
  );
}
