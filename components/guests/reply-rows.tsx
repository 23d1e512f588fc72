import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/forms/action-form";
import { AskOnce } from "@/components/forms/ask-once";
import { confirmReply, setReplyAside } from "@/lib/guests/actions";
import { type ReplyRow, stageOfAnswer } from "@/lib/guests/guest-link";

/** What guests answered, each with what it is about and what can become of it. */
export function ReplyRows({ of: replies }: { of: readonly ReplyRow[] }) {
  return (
    <ul className="flex flex-col">
      {replies.map((reply) => (
        <li key={reply.id} className="border-b border-line p-4 last:border-b-0">
          <OneReply of={reply} />
        </li>
      ))}
    </ul>
  );
}

function OneReply({ of: reply }: { of: ReplyRow }) {
  const t = useTranslations("guests");
  const { cases, outcome, recipient, remarks, sessionTitle, state, when } = reply;
  return (
    <>
      <p>
        <strong>
          <bdi>{state}</bdi>: {t(`answer.${reply.answer}`)}
        </strong>
      </p>
      <p className="text-meta text-ink-muted">
        <bdi data-written="">{t("answers.from", { recipient, when })}</bdi>
      </p>
      <p className="text-meta">
        <bdi data-written="">
          {t("answers.on", {
            cases: cases.map(({ reference }) => reference).join(", "),
            session: sessionTitle,
          })}
        </bdi>{" "}
        <Link href={`/briefs/${reply.briefId}` as Route} prefetch={false} className="link target">
          {t("answers.brief")}
        </Link>
      </p>
      {remarks && (
        <blockquote
          data-written=""
          dir="auto"
          className="mt-2 max-w-measure border-s-2 border-line-strong ps-3 whitespace-pre-line"
        >
          {remarks}
        </blockquote>
      )}
      {outcome ? (
        <p className="mt-2 text-meta font-semibold">{t(`answers.outcome.${outcome}`)}</p>
      ) : reply.maySettle ? (
        <SettleForms of={reply} />
      ) : (
        <p className="mt-2 text-meta text-ink-muted">{t("answers.cannotSettle")}</p>
      )}
    </>
  );
}

function SettleForms({ of: { answer, id, recipient } }: { of: ReplyRow }) {
  const t = useTranslations("guests.answers");
  const stages = useTranslations("stages.label");
  return (
    <div className="mt-3 flex flex-wrap items-start gap-2">
      <AskOnce opens={t("confirm")} name={t("confirmFor", { recipient })} look="primary">
        <p>{t("confirmWhat", { stage: stages(stageOfAnswer[answer]) })}</p>
        <ActionForm
          action={confirmReply}
          hidden={{ replyId: id }}
          submit={t("confirm")}
          size="small"
        />
      </AskOnce>
      <ActionForm
        action={setReplyAside}
        hidden={{ replyId: id }}
        submit={t("aside")}
        name={t("asideFor", { recipient })}
        look="secondary"
        size="small"
      />
    </div>
  );
}
