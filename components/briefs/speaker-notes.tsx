import type { ReactNode } from "react";
import { Icon } from "@/components/ui/icon";
import { Ban } from "@/components/ui/icons";
import { isRightToLeft } from "@/lib/briefs/paper/paper";
import type { PaperWords } from "@/lib/briefs/words";
import type { BriefInputs, LikelyQuestion } from "@/lib/briefs/written/brief";
import { clockOf } from "@/lib/briefs/written/speech";
import type { Speech } from "@/lib/briefs/written/speech-paper";

/**
 * The notes of a speaker in the language of the speech, large enough to be read from a lectern: what is spoken with the time
 * at which each point ends, how people are called, what must not be said, and what is likely to be asked.
 */
export function SpeakerNotes({
  of: { about, answers, inputs, speech },
  say,
}: {
  of: {
    inputs: BriefInputs;
    speech: Speech;
    answers: readonly LikelyQuestion[];
    about: readonly { id: string; reference: string; doNotMention: string }[];
  };
  say: PaperWords;
}) {
  const { language } = inputs;
  const spoken = speech.points.filter(({ words }) => words > 0);
  return (
    <article
      aria-label={say("notes.title")}
      lang={language}
      dir={isRightToLeft(language) ? "rtl" : "ltr"}
      data-written=""
      className="max-w-[49.625rem] border border-line bg-surface px-5 py-6 sm:px-10 sm:py-8 print:border-0 print:p-0"
    >
      <p className="flex flex-wrap items-center gap-x-2 rounded-control bg-danger-soft px-4 py-3 font-semibold text-danger print:border print:border-danger">
        <Icon of={Ban} />
        <span>{say("notes.mark")}</span>
      </p>
      <header className="mt-5 flex flex-wrap items-baseline justify-between gap-x-6">
        <h2 className="font-serif text-h2 font-semibold">{say("notes.title")}</h2>
        <p className="tabular-nums">
          {say("notes.total", {
            time: clockOf(speech.seconds),
            most: clockOf(speech.mostSeconds),
          })}
        </p>
      </header>
      <ol aria-label={say("notes.spoken")} className="mt-3">
        {spoken.map(({ heading, point, text, until }) => (
          <li key={point} className="border-t border-line py-4" data-keep-together="">
            <p className="flex flex-wrap items-baseline justify-between gap-x-6">
              <span className="text-meta font-semibold text-ink-muted">
                <bdi>{heading}</bdi>
              </span>
              <strong className="text-h3 tabular-nums">
                {say("notes.until", { time: clockOf(until) })}
              </strong>
            </p>
            {text.split(/\n+/).map((line, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two lines may be the same.
              <p key={at} dir="auto" className="mt-2 font-serif text-[1.5rem] leading-relaxed">
                {line}
              </p>
            ))}
          </li>
        ))}
      </ol>
      <Part title={say("notes.called")}>
        <ul className="flex flex-col gap-1">
          {inputs.cases.map(({ id, people, reference }) => (
            <li key={id} className="flex flex-wrap gap-x-4">
              <bdi className="text-ink-muted">{reference}</bdi>
              <bdi className="font-semibold">{people.join(" · ")}</bdi>
            </li>
          ))}
        </ul>
        <p className="mt-2 text-body text-ink-muted">{say("note.byLabel")}</p>
      </Part>
      {about.length > 0 && (
        <Part title={say("notes.never")}>
          <ul className="flex flex-col gap-1">
            {about.map(({ id, doNotMention, reference }) => (
              <li key={id} dir="auto" className="font-semibold whitespace-pre-line text-danger">
                {reference}: {doNotMention}
              </li>
            ))}
          </ul>
        </Part>
      )}
      {answers.length > 0 && (
        <Part title={say("notes.questions")}>
          <dl className="flex flex-col gap-3">
            {answers.map(({ answer, question }, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two questions may be the same.
              <div key={at} data-keep-together="">
                <dt dir="auto" className="font-semibold">
                  {question}
                </dt>
                <dd dir="auto" className="whitespace-pre-line">
                  {answer}
                </dd>
              </div>
            ))}
          </dl>
        </Part>
      )}
      <p className="mt-6 border-t border-line pt-3 text-meta text-ink-muted">{say("ownCopy")}</p>
    </article>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="border-t border-line py-4 text-[1.125rem]" data-keep-together="">
      <h3 className="mb-2 font-serif text-h3 font-semibold">{title}</h3>
      {children}
    </section>
  );
}
