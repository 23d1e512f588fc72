import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { GuestDoor } from "@/components/guests/guest-door";
import { isSecret } from "@/lib/auth/secret";
import { paperMessages } from "@/lib/i18n/paper-messages";

export function generateMetadata(): Metadata {
  // A title stays in histories: nothing of the paper, and not the product's name.
  return { title: { absolute: paperMessages.en.guest.documentTitle } };
}

/**
 * The door of a guest's link. Looking at it has no effect and tells nothing: it is the same for an address that is open, over
 * or never was, since mail scanners and curious people look as well.
 */
export default async function GuestDoorPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  if (!isSecret(token)) {
    notFound();
  }
  return <GuestDoor token={token} />;
}
