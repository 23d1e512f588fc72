import { useTranslations } from "next-intl";
import { type RegionalGroup, regionalGroups } from "@/db/reference/regional-groups";

/** What a region of the world is called; one that is not told is said to be that. */
export function useRegionName(): (region: string | null) => string {
  const t = useTranslations("coalition.regions");
  return (region) => t(isRegion(region) ? region : "none");
}

const isRegion = (region: string | null): region is RegionalGroup =>
  regionalGroups.some((group) => group === region);
