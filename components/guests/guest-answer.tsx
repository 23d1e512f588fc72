import { buttonClasses } from "@/components/ui/button";
import { type GuestAnswer as Answer, guestAnswers } from "@/db/reference/words";
import type { PaperWords } from "@/lib/briefs/words";

/** What a guest answers, in the language of the paper: a form of plain HTML. */
export function GuestAnswer({
  say,
  organisation,
  answered,
  isMissing,
}: {
  say: PaperWords;
  organisation: string;
  answered: { answer: Answer; remarks: string; sent: string } | null;
  isMissing: boolean;
}) {
  return (
    <section
      id="answer"
      aria-labelledby="answer-title"
      className="max-w-measure border-t border-line pt-5 print:hidden"
    >
      <h2 id="answer-title" className="text-h2 font-semibold">
        {say("guest.answer")}
      </h2>
      <p className="mt-1 text-meta text-ink-muted">{say("guest.answerHint", { organisation })}</p>
      {answered && (
        <p role="status" className="mt-3 bg-done-soft px-3 py-2 font-semibold">
          {answered.sent}
        </p>
      )}
      {isMissing && (
        <p role="alert" className="mt-3 bg-danger-soft px-3 py-2 font-semibold text-danger">
          {say("guest.choose")}
        </p>
      )}
      <form method="post" action="/guest/answer" className="mt-3 flex flex-col gap-4">
        <fieldset className="flex flex-col">
          <legend className="sr-only">{say("guest.answer")}</legend>
          {guestAnswers.map((answer) => (
            <label key={answer} className="flex min-h-11 items-center gap-3">
              <input
                type="radio"
                name="answer"
                value={answer}
                required
                defaultChecked={answered?.answer === answer}
                className="size-5"
              />
              {say(`guest.${answer}`)}
            </label>
          ))}
        </fieldset>
        <div>
          <label htmlFor="remarks" className="font-semibold">
            {say("guest.remarks")}
          </label>
          <textarea
            id="remarks"
            name="remarks"
            rows={4}
            maxLength={1_000}
            dir="auto"
            defaultValue={answered?.remarks}
            className="control"
          />
        </div>
        <button type="submit" className={`${buttonClasses({ look: "primary" })} self-start`}>
          {say("guest.send")}
        </button>
      </form>
    </section>
  );
}
