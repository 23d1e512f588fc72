import { alertSections } from "@/db/reference/words";

/** The parts of a shared text, each a fragment of its own: people write in different sections without meeting. */
export const partNames = ["title", ...alertSections] as const;
export type PartName = (typeof partNames)[number];
