import { MentionNotice } from "@/components/briefs/mention-notice";
import type { SubmissionMention } from "@/lib/submissions/known";
import { usePlaceName } from "./place-name";

/** Where a submission says again what must not be mentioned. */
export function SubmissionMentions({ of: mentions }: { of: readonly SubmissionMention[] }) {
  const nameOf = usePlaceName();
  return <MentionNotice of={mentions.map((one) => ({ ...one, label: nameOf(one.place) }))} />;
}
