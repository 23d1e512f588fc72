import type { Metadata } from "next";
import { GuestDoor } from "@/components/guests/guest-door";
import { paperMessages } from "@/lib/i18n/paper-messages";

export function generateMetadata(): Metadata {
  // A title stays in histories: nothing of the paper, and not the product's name.
  return { title: { absolute: paperMessages.en.guest.documentTitle } };
}

/**
 * The door of a guest's link. Looking at it has no effect and tells nothing: it is the same for an address that is open, over
 * or never was, also one that was cut off when it was passed on, since mail scanners and curious people look as well.
 */
export default async function GuestDoorPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  // Nothing that could lead the form anywhere else.
  return <GuestDoor token={token.replace(/[^\w-]/g, "")} />;
}
