import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PaperSheet } from "@/components/briefs/paper-sheet";
import { GuestAnswer } from "@/components/guests/guest-answer";
import { GuestFrame } from "@/components/guests/guest-frame";
import { Watermark } from "@/components/guests/watermark";
import { paperWords } from "@/lib/briefs/words";
import { copyAsFile, copyOf, guestTime, markOf } from "@/lib/guests/copy";
import { findGuestVisit } from "@/lib/guests/this-guest";
import { paperMessages } from "@/lib/i18n/paper-messages";

export async function generateMetadata(): Promise<Metadata> {
  const language = (await findGuestVisit())?.inputs.language ?? "en";
  return { title: { absolute: paperMessages[language].guest.documentTitle } };
}

/**
 * A brief for its one guest: read here, taken along as a PDF, and answered, all without an account and without a script.
 * As soon as the link is taken back, has ended, or consent no longer covers the brief, there is nothing here.
 */
export default async function GuestPage({ searchParams }: PageProps<"/guest">) {
  const visit = (await findGuestVisit()) ?? notFound();
  // The same search as before a file leaves.
  (await copyAsFile(visit, "txt")) ?? notFound();
  const { language } = visit.inputs;
  const say = paperWords(language);
  const at = (moment: Date) => guestTime(moment, language);
  return (
    <GuestFrame
      language={language}
      heading={say("guest.title", { recipient: visit.recipient })}
      about={[
        say("guest.copy", {
          recipient: visit.recipient,
          state: visit.state,
          time: at(visit.openedAt),
          number: visit.number,
        }),
        say("guest.until", { time: at(visit.until) }),
      ]}
      print={say("guest.print")}
      whether={say("guest.whether")}
    >
      <h2 className="sr-only">{say("guest.paper")}</h2>
      <Watermark text={markOf(visit)}>
        <PaperSheet of={copyOf(visit)} label={say("guest.paper")} />
      </Watermark>
      <GuestAnswer
        say={say}
        organisation={visit.inputs.organisation}
        answered={
          visit.answered && {
            ...visit.answered,
            sent: say("guest.sent", {
              time: at(visit.answered.at),
              answer: say(`guest.${visit.answered.answer}`),
            }),
          }
        }
        isMissing={(await searchParams).answer === "missing"}
      />
    </GuestFrame>
  );
}
