import { useTranslations } from "next-intl";
import type { BriefCase } from "@/lib/briefs/written/brief";
import { PlacedList } from "./placed-list";

/** The chosen cases in the order in which the paper tells them; nothing where there is no order to choose. */
export function CaseOrder({
  cases,
  chosen,
}: {
  cases: readonly BriefCase[];
  chosen: readonly string[];
}) {
  const t = useTranslations("briefs.order");
  const inOrder = chosen.flatMap((id) => cases.find((one) => one.id === id) ?? []);
  return inOrder.length < 2 ? null : (
    <PlacedList
      name="case"
      title={t("title")}
      hint={t("hint")}
      of={inOrder.map(({ id, reference, title }) => ({ id, label: `${reference} · ${title}` }))}
    />
  );
}
