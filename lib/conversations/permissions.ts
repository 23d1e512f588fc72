import type { MembershipRole } from "@/db/reference/words";

interface Asker {
  readonly role: MembershipRole;
}

/** Whoever may write logs what was talked about, on any case that they read. */
export function canLogConversation(actor: Asker): boolean {
  return actor.role === "administrator" || actor.role === "advocate";
}

/** Authors correct their own; for everybody else it stands as it was told. */
export function canCorrectConversation(actor: Asker, conversation: { isMine: boolean }): boolean {
  return canLogConversation(actor) && conversation.isMine;
}

/** The author, and whoever owns the next step, say that it is done. */
export function canFinishNextStep(
  actor: Asker,
  conversation: { isMine: boolean; nextStep: { ownerIsMe: boolean } | null },
): boolean {
  return (
    canLogConversation(actor) &&
    conversation.nextStep !== null &&
    (conversation.isMine || conversation.nextStep.ownerIsMe)
  );
}
