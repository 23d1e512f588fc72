import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { type CommitmentDetail, isLate, namesNobody } from "@/lib/commitments/commitment";
import { useFormats } from "@/lib/i18n/formats";
import { useCommitmentWords } from "./commitment-words";

/** The commitment on its four axes, for reading. */
export function DetailFacts({
  commitment,
  today,
}: {
  commitment: CommitmentDetail;
  today: string;
}) {
  const t = useTranslations("commitments");
  const words = useCommitmentWords();
  const { date, day } = useFormats();
  const text = (value: string) => value && <span dir="auto">{value}</span>;
  const facts: [string, ReactNode][] = [
    [
      t("panel.word"),
      commitment.word
        ? t("cell.wordShort", { word: commitment.word, meaning: t(`word.${commitment.word}`) })
        : t("word.none"),
    ],
    [t("detail.wordText"), text(commitment.wordText)],
    [t("panel.content"), t(`naming.${commitment.naming}`)],
    [
      t("panel.naming"),
      namesNobody(commitment.mayName) ? (
        <span key="naming" className="font-semibold text-danger">
          {t("panel.nobody")}
        </span>
      ) : (
        t("panel.upTo", { most: t(`naming.${commitment.mayName}`) })
      ),
    ],
    [t("detail.modality"), commitment.modality && t(`modality.${commitment.modality}`)],
    [t("detail.wordingAsked"), text(commitment.wordingAsked)],
    [t("detail.wordingOffered"), text(commitment.wordingOffered)],
    [t("detail.condition"), text(commitment.condition)],
    [t("detail.confidentiality"), t(`confidentiality.${commitment.confidentiality}`)],
    [t("detail.delivery"), commitment.delivery && t(`delivery.${commitment.delivery}`)],
    [
      t("panel.reply"),
      commitment.dueOn && (
        <span
          key="reply"
          className={isLate(commitment, today) ? "font-semibold text-danger" : undefined}
        >
          {isLate(commitment, today)
            ? t("cell.late", { day: day(commitment.dueOn) })
            : t("panel.replyDue", { day: day(commitment.dueOn) })}
        </span>
      ),
    ],
    [t("panel.next"), text(commitment.nextStep)],
    [t("panel.owner"), commitment.owner && <bdi key="owner">{words.owner(commitment.owner)}</bdi>],
    [t("panel.visible"), t(`visibility.${commitment.visibility}`)],
    [t("field.askedOn"), commitment.askedOn && day(commitment.askedOn)],
    [
      t("detail.raisedOn"),
      commitment.raisedOn &&
        date({ precision: commitment.raisedPrecision, from: commitment.raisedOn }),
    ],
  ];
  return (
    <dl className="grid grid-cols-[7rem_minmax(0,1fr)] gap-x-3 gap-y-2">
      {facts
        .filter(([, value]) => value)
        .map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-meta text-ink-muted">{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
