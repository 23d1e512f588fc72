import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/forms/action-form";
import { FormSelect } from "@/components/forms/form-fields";
import type { FormServerAction } from "@/components/forms/use-action-form";
import { type NoticeKind, noticeKinds } from "@/db/reference/words";
import { type Hearings, hearingsFor } from "@/lib/notices/notice";

const hints: Partial<Record<NoticeKind, "consentHint" | "checkInHint">> = {
  consent_withdrawn: "consentHint",
  check_in_missed: "checkInHint",
};

/** How somebody hears of each kind of thing. */
export function HearingsForm({
  action,
  hearings,
}: {
  action: FormServerAction<void>;
  hearings: Hearings;
}) {
  const t = useTranslations("notices.choices");
  const settings = useTranslations("settings");
  return (
    <ActionForm
      // Drawn anew with what was kept, since React empties a form after its action.
      key={JSON.stringify(hearings)}
      action={action}
      submit={t("submit")}
      saved={settings("done")}
      labels={Object.fromEntries(noticeKinds.map((kind) => [kind, t(`kinds.${kind}`)]))}
      className="max-w-md"
    >
      {noticeKinds.map((kind) => (
        <FormSelect
          key={kind}
          name={kind}
          label={t(`kinds.${kind}`)}
          hint={hints[kind] && t(hints[kind])}
          options={hearingsFor(kind).map((hearing) => ({
            value: hearing,
            label: t(`hearings.${hearing}`),
          }))}
          defaultValue={hearings[kind]}
        />
      ))}
    </ActionForm>
  );
}
