import { useTranslations } from "next-intl";
import { sessionNameBy } from "@/lib/sessions/short-title";

/** What a session is called in little room, in the reader's language. */
export const useSessionName = () => sessionNameBy(useTranslations("sessions.short"));
