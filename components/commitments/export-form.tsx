import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Download } from "@/components/ui/icons";

/** Takes the list out as it is filtered. A post, since it leaves a note with each case. */
export function ExportForm({ query }: { query: string }) {
  const t = useTranslations("commitments.export");
  return (
    <form
      method="post"
      action="/commitments/export"
      className="mt-4 flex flex-wrap items-center gap-x-4 gap-y-2 print:hidden"
    >
      <input type="hidden" name="query" value={query} />
      <Button type="submit" name="as" value="xlsx" size="small" icon={Download}>
        {t("workbook")}
      </Button>
      <Button type="submit" name="as" value="csv" size="small" icon={Download}>
        {t("submit")}
      </Button>
      <p className="text-meta text-ink-muted">{t("hint")}</p>
    </form>
  );
}
