import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { catalogueFor } from "./catalogue";
import { genevaZone } from "./format";
import { chooseLocale, localeCookie, localeDetails } from "./locales";

/** next-intl's configuration of one request: the language never stands in the URL. */
export default getRequestConfig(async () => {
  const [cookieJar, headerList] = await Promise.all([cookies(), headers()]);
  const code = chooseLocale(cookieJar.get(localeCookie)?.value, headerList.get("accept-language"));
  return {
    locale: localeDetails(code).tag,
    messages: catalogueFor(code),
    timeZone: genevaZone,
    onError(error) {
      // A missing message must stop a test and a developer, but never a person in the field.
      if (process.env.NODE_ENV !== "production") {
        throw error;
      }
      console.error(`i18n: ${error.code}`);
    },
    getMessageFallback: ({ namespace, key }) => [namespace, key].filter(Boolean).join("."),
  };
});
