/** The UN's five regional groups, in the order in which the UN lists them. */
export const unRegionalGroups = [
  "AFRICAN",
  "ASIA_PACIFIC",
  "EASTERN_EUROPEAN",
  "GRULAC",
  "WEOG",
] as const;

/** Groups of the invented States, kept apart so that no count of a real group holds one. */
export const exampleRegionalGroups = ["EXAMPLE_A", "EXAMPLE_B", "EXAMPLE_C", "EXAMPLE_D"] as const;

export const regionalGroups = [...unRegionalGroups, ...exampleRegionalGroups] as const;

export type RegionalGroup = (typeof regionalGroups)[number];
