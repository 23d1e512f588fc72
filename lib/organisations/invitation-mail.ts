import "server-only";
import { getTranslations } from "next-intl/server";
import { sendLetter } from "@/lib/mail/send-letter";

/**
 * Sends an invitation's link. The letter names no organisation, no person and no purpose: it may be read over a
 * shoulder or by a provider. Says whether the mail server took it; the link works either way.
 */
export async function mailInvitation(to: string, link: string): Promise<boolean> {
  const t = await getTranslations("invitations.mail");
  return (await sendLetter({ to, subject: t("subject"), text: t("text", { link }) })) === "taken";
}
