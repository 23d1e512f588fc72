import "server-only";
import { env } from "@/lib/env";

/** The whole address of a public edition, for mails and paper. */
export const publicAddress = (token: string) => `${env().origin}/editions/${token}`;
