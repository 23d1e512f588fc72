import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { CircleCheck, Info, TriangleAlert } from "@/components/ui/icons";
import type { SupportStatus } from "@/db/reference/support-words";

const looks = {
  active: { tone: "done", icon: CircleCheck },
  unknown: { tone: "caution", icon: Info },
  halted: { tone: "danger", icon: TriangleAlert },
} as const;

/** Whether a programme takes requests: a sign and words, and what is known of it where it does not simply run. */
export function StatusBadge({ status, note }: { status: SupportStatus; note: string }) {
  const t = useTranslations("support.statuses");
  const { tone, icon } = looks[status];
  return (
    <Badge tone={tone} icon={icon}>
      {t(status)}
      {status !== "active" && note && (
        <bdi className="font-normal" data-written="">
          {note}
        </bdi>
      )}
    </Badge>
  );
}
