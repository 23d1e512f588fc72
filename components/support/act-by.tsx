import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { TriangleAlert } from "@/components/ui/icons";
import { useFormats } from "@/lib/i18n/formats";

/** The day by which to act, said in words where it has come or passed. */
export function ActBy({
  day: actBy,
  today,
  isClosed,
}: {
  day: string;
  today: string;
  isClosed: boolean;
}) {
  const t = useTranslations("support.act");
  const { day } = useFormats();
  const written = day(actBy, "short");
  if (isClosed || actBy > today) {
    return <span className="whitespace-nowrap">{written}</span>;
  }
  return (
    <Badge tone={actBy < today ? "danger" : "caution"} icon={TriangleAlert}>
      {actBy < today ? t("late", { date: written }) : t("today")}
    </Badge>
  );
}
