import "server-only";
import { createTransport } from "nodemailer";
import { env } from "@/lib/env";

/** Longest time for one letter, in milliseconds, however slowly the mail server answers. */
const longest = 60_000;
const patience = 10_000;

/**
 * `taken` by the mail server; `refused`, where it does not want this letter; `unreachable`, where no other letter would
 * fare better now; `off`, where no mail server is configured.
 */
export type LetterOutcome = "taken" | "refused" | "unreachable" | "off";

/** Whether letters can be sent from here at all. */
export function canSendMail(): boolean {
  return env().smtp !== null;
}

/** Sends one plain letter. What went wrong is told by the outcome; the log learns neither address nor words. */
export async function sendLetter(letter: {
  to: string;
  subject: string;
  text: string;
  /** The part of the Message-ID before the `@`: a letter that is sent again has the same. */
  id?: string;
}): Promise<LetterOutcome> {
  const { smtp, origin } = env();
  if (!smtp) {
    return "off";
  }
  const transport = createTransport({
    url: smtp.url,
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
  });
  let deadline: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_resolve, reject) => {
    deadline = setTimeout(() => reject(new Error("The mail server took too long.")), longest);
  });
  try {
    await Promise.race([
      transport.sendMail({
        from: smtp.from,
        to: letter.to,
        subject: letter.subject,
        text: letter.text,
        ...(letter.id && {
          messageId: `<${letter.id}@${new URL(origin).hostname}>`,
          // Keeps holiday replies away.
          headers: { "Auto-Submitted": "auto-generated" },
        }),
        disableFileAccess: true,
        disableUrlAccess: true,
      }),
      tooLong,
    ]);
    return "taken";
  } catch (error) {
    console.error("mail: the server did not take a letter");
    return isRefusal(error) ? "refused" : "unreachable";
  } finally {
    clearTimeout(deadline);
    transport.close();
  }
}

function isRefusal(error: unknown): boolean {
  return (
    error instanceof Error &&
    "code" in error &&
    (error.code === "EENVELOPE" || error.code === "EMESSAGE")
  );
}
