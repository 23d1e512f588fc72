import type { Metadata, Viewport } from "next";
import { cookies, headers } from "next/headers";
import { connection } from "next/server";
import { getLocale } from "next-intl/server";
import type { ReactNode } from "react";
import { StageSprite } from "@/components/commitments/stage-glyph";
import { Messages } from "@/components/layout/messages";
import { Announcer } from "@/components/ui/announcer";
import { directionOf } from "@/lib/alerts/alert";
import { asTheme, lowDataCookie, themeCookie, wantsLowData } from "@/lib/appearance/appearance";
import { pathHeader } from "@/lib/auth/path-header";
import { editionLanguage } from "@/lib/editions/public-queries";
import { guestLanguage } from "@/lib/guests/this-guest";
import { localeByTag } from "@/lib/i18n/locales";
import "./globals.css";

/** The one face that every page needs at once. */
const firstFont = new URL(
  "../node_modules/@fontsource/source-sans-3/files/source-sans-3-latin-400-normal.woff2",
  import.meta.url,
).pathname;

export const metadata: Metadata = {
  title: { default: "Plenary", template: "%s · Plenary" },
  robots: { index: false, follow: false },
  formatDetection: { telephone: false, email: false, address: false, date: false },
};

export const viewport: Viewport = {
  viewportFit: "cover",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fbfaf7" },
    { media: "(prefers-color-scheme: dark)", color: "#11151b" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  // The script nonce is new for each request: a page made at build time would be blocked as a whole.
  await connection();
  const [tag, jar, headerList] = await Promise.all([getLocale(), cookies(), headers()]);
  // A public edition and a guest's paper are pages in their own language, whatever its reader has chosen for screens.
  const path = headerList.get(pathHeader);
  const spoken = (await editionLanguage(path)) ?? (await guestLanguage(path));
  const direction = spoken ? directionOf(spoken) : localeByTag(tag).direction;
  const theme = asTheme(jar.get(themeCookie)?.value);
  const lowData = wantsLowData(jar.get(lowDataCookie)?.value, headerList.get("save-data"));
  return (
    <html
      lang={spoken ?? tag}
      dir={direction}
      data-theme={theme === "system" ? undefined : theme}
      data-low-data={lowData ? "" : undefined}
    >
      {/* Written out: the preload() of React DOM arrives after the head has left. */}
      <head>
        {!lowData && (
          <link
            rel="preload"
            href={firstFont}
            as="font"
            type="font/woff2"
            crossOrigin="anonymous"
          />
        )}
      </head>
      <body>
        <StageSprite />
        <Messages of={[]}>{children}</Messages>
        <Announcer />
      </body>
    </html>
  );
}
