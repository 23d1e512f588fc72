import { buttonClasses } from "@/components/ui/button";
import { alertLanguages } from "@/db/reference/words";
import { directionOf } from "@/lib/alerts/alert";
import { paperMessages } from "@/lib/i18n/paper-messages";
import "@/components/alerts/text/public.css";

/** What stands before a paper: a step that only a person takes, in every language since none is known yet. */
export function GuestDoor({ token }: { token: string }) {
  return (
    <div className="public-page">
      <main id="content" className="public-column">
        <h1 lang="en" dir="ltr" className="mb-4 font-serif text-h1 font-semibold">
          {paperMessages.en.guest.documentTitle}
        </h1>
        <form method="post" action={`/guest/${token}/open`}>
          <ul className="flex flex-col gap-5">
            {alertLanguages.map((language) => {
              const words = paperMessages[language].guest;
              return (
                <li key={language} lang={language} dir={directionOf(language)} data-written="">
                  <p className="mb-2">{words.landing}</p>
                  <button type="submit" className={buttonClasses({ look: "primary" })}>
                    {words.open}
                  </button>
                </li>
              );
            })}
          </ul>
        </form>
      </main>
    </div>
  );
}
