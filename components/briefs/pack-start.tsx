import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { SelectField } from "@/components/ui/select-field";
import { type Beginning, beginnings, type Selected } from "@/lib/briefs/packs/pack";

/** For which session a pack is, and which missions are chosen to begin with: a form that only reads. */
export function PackStart({
  sessions,
  sessionId,
  begin,
  selected,
}: {
  sessions: readonly { id: string; title: string }[];
  sessionId: string;
  begin: Beginning;
  /** It stays in the address, and can be gone back to. */
  selected: Selected;
}) {
  const t = useTranslations("packs");
  const isSelected = selected.stateKeys.length > 0;
  return (
    <form
      method="get"
      action="/briefs/new/pack"
      className="mb-6 grid max-w-3xl items-end gap-4 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto]"
    >
      {isSelected && (
        <>
          <input type="hidden" name="states" value={selected.stateKeys.join(".")} />
          <input type="hidden" name="cases" value={selected.caseIds.join(".")} />
        </>
      )}
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
        options={beginnings
          .filter((one) => isSelected || one !== "selected")
          .map((one) => ({ value: one, label: t(`begin.${one}`) }))}
      />
      <Button type="submit">{t("show")}</Button>
    </form>
  );
}
