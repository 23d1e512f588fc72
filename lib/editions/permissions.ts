import { canChangeCase, canContribute } from "@/lib/cases/permissions";

/** What leaves the team is for the case's own editors. */
export const canIssue = canChangeCase;

/** Whoever writes may record to whom an edition was given. */
export const canHandOut = canContribute;
