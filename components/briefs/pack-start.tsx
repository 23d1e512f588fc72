import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { SelectField } from "@/components/ui/select-field";
import { type Beginning, beginnings } from "@/lib/briefs/packs/pack";

/** For which session a pack is, and which missions are chosen to begin with: a form that only reads. */
export function PackStart({
  sessions,
  sessionId,
  begin,
}: {
  sessions: readonly { id: string; title: string }[];
  sessionId: string;
  begin: Beginning;
}) {
  const t = useTranslations("packs");
  return (
    <form
      method="get"
      action="/briefs/new/pack"
      className="mb-6 grid max-w-3xl items-end gap-4 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto]"
    >
      <SelectField
        name="session"
        label={t("session")}
        defaultValue={sessionId}
        options={sessions.map(({ id, title }) => ({ value: id, label: title }))}
      />
      <SelectField
        name="begin"
        label={t("begin.label")}
        defaultValue={begin}
        options={beginnings.map((one) => ({ value: one, label: t(`begin.${one}`) }))}
      />
      <Button type="submit">{t("show")}</Button>
    </form>
  );
}
