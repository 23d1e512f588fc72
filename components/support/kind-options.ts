import { useTranslations } from "next-intl";
import type { OptionGroup } from "@/components/ui/select-field";
import { supportKindGroups } from "@/db/reference/support-words";

/** The kinds of support in the groups that the field prints, for a choice of one. */
export function useSupportKinds(): OptionGroup[] {
  const t = useTranslations("support");
  return supportKindGroups.map(({ group, kinds }) => ({
    label: t(`groups.${group}`),
    options: kinds.map((value) => ({ value, label: t(`kinds.${value}`) })),
  }));
}
