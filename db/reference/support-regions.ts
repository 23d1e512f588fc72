import { unRegionalGroups } from "./regional-groups";

/** Where a support organisation works: everywhere, or in regions as the UN groups States. */
export const supportRegions = ["global", ...unRegionalGroups] as const;
export type SupportRegion = (typeof supportRegions)[number];
