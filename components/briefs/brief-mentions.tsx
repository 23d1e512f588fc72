import type { Mention } from "@/lib/briefs/written/mentions";
import { MentionNotice } from "./mention-notice";
import { usePlaceName } from "./place-name";

/** Where a brief says again what must not be mentioned. */
export function BriefMentions({ of: mentions }: { of: readonly Mention[] }) {
  const nameOf = usePlaceName();
  return <MentionNotice of={mentions.map((one) => ({ ...one, label: nameOf(one.place) }))} />;
}
