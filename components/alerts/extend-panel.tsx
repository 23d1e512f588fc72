import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/forms/action-form";
import { FormText } from "@/components/forms/form-fields";
import type { FormServerAction } from "@/components/forms/use-action-form";
import { Panel } from "@/components/ui/panel";
import { dayInZone, genevaZone } from "@/lib/i18n/format";
import { useFormats } from "@/lib/i18n/formats";

/** That the time to sign is over, and how whoever coordinates gives more of it. */
export function ExtendPanel({
  deadline,
  place,
  waiting,
  timeZone,
  action,
}: {
  deadline: Date | null;
  place: { caseId: string; alertId: string };
  waiting: number;
  timeZone: string;
  action: FormServerAction<void>;
}) {
  const t = useTranslations("signOn.extend");
  const formats = useFormats();
  return (
    <section id="extend" className="mb-6">
      <Panel title={t("title")}>
        {deadline && (
          <p className="mb-4 max-w-measure">
            {t("intro", {
              date: `${formats.day(dayInZone(deadline, genevaZone), "weekday")}, ${formats.genevaTime(deadline, timeZone)}`,
              waiting,
            })}
          </p>
        )}
        <ActionForm
          action={action}
          hidden={place}
          submit={t("submit")}
          saved={t("saved")}
          labels={{ deadline: t("deadline") }}
        >
          <FormText name="deadline" type="datetime-local" label={t("deadline")} />
        </ActionForm>
      </Panel>
    </section>
  );
}
