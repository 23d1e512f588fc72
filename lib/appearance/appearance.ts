/** The cookie with a person's theme; without it the device decides. */
export const themeCookie = "plenary.theme";

/** The cookie of the switch "Low data": `1` is on, `0` is off whatever the browser asks for. */
export const lowDataCookie = "plenary.low-data";

export const themes = ["light", "dark", "system"] as const;

export type Theme = (typeof themes)[number];

/** The theme that a cookie names; anything else follows the device. */
export function asTheme(value: string | undefined): Theme {
  return themes.find((theme) => theme === value) ?? "system";
}

/** Low data: the person's switch, else the browser's `Save-Data` header. */
export function wantsLowData(cookie: string | undefined, saveData: string | null): boolean {
  return cookie === undefined ? saveData?.toLowerCase() === "on" : cookie === "1";
}
