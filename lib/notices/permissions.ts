import { canCoordinate } from "@/lib/alerts/permissions";

/** Whoever asks organisations to sign may remind them. */
export const canNudge = canCoordinate;
