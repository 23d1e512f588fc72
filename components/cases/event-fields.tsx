import { useTranslations } from "next-intl";
import { FormArea, FormDate, FormSelect, FormText } from "@/components/forms/form-fields";
import { caseEventKinds } from "@/db/reference/words";
import { knownDateOf } from "@/lib/dates/stored-date";
import type { FullEvent } from "./case-timeline";

/** What happened, when as far as it is known, and who says so. */
export function EventFields({ event }: { event?: FullEvent }) {
  const t = useTranslations("cases.event");
  return (
    <>
      <FormText name="title" label={t("what")} maxLength={200} defaultValue={event?.title} />
      <FormSelect
        name="kind"
        label={t("kind")}
        className="max-w-72"
        defaultValue={event?.kind ?? "situation"}
        options={caseEventKinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
      />
      <FormDate
        name="happened"
        label={t("when")}
        defaultValue={event ? knownDateOf("happened", event) : null}
      />
      <FormArea name="note" label={t("note")} optional rows={3} defaultValue={event?.note} />
      <FormText
        name="source"
        label={t("source")}
        optional
        maxLength={1000}
        defaultValue={event?.source}
      />
    </>
  );
}
