import "server-only";
import { getTranslations } from "next-intl/server";
import { createTransport } from "nodemailer";
import { env } from "@/lib/env";

/** Whether letters can be sent from here at all. */
export function canSendMail(): boolean {
  return env().smtp !== null;
}

/**
 * Sends an invitation's link. The letter names no organisation, no person and no purpose: it may be read over a
 * shoulder or by a provider. Says whether the mail server took it; the link works either way.
 */
export async function mailInvitation(to: string, link: string): Promise<boolean> {
  const { smtp } = env();
  if (!smtp) {
    return false;
  }
  const t = await getTranslations("invitations.mail");
  const transport = createTransport({
    url: smtp.url,
    connectionTimeout: 10_000,
    socketTimeout: 10_000,
  });
  try {
    await transport.sendMail({
      from: smtp.from,
      to,
      subject: t("subject"),
      text: t("text", { link }),
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    return true;
  } catch {
    console.error("mail: the server did not take a letter");
    return false;
  } finally {
    transport.close();
  }
}
