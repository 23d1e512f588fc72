const browsers: [RegExp, string][] = [
  [/\bEdgA?\//, "Edge"],
  [/\bOPR\//, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\b(Firefox|FxiOS)\//, "Firefox"],
  [/\b(Chrome|CriOS|HeadlessChrome|Chromium)\//, "Chrome"],
  [/\bSafari\//, "Safari"],
];

const systems: [RegExp, string][] = [
  [/\b(iPhone|iPad|iPod)\b/, "iOS"],
  [/\bAndroid\b/, "Android"],
  [/\bWindows\b/, "Windows"],
  [/\bMac OS X\b/, "macOS"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bLinux\b/, "Linux"],
];

/** How the browser was known to call itself, coarse enough to tell one's own devices apart and no more. */
export type Device = { browser: string | null; system: string | null };

/** The coarse name of a browser, such as "Firefox on Linux"; empty when it says nothing known. */
export function deviceLabel(userAgent: string | null | undefined): string {
  const text = userAgent ?? "";
  const browser = browsers.find(([pattern]) => pattern.test(text))?.[1];
  const system = systems.find(([pattern]) => pattern.test(text))?.[1];
  return [browser, system].filter(Boolean).join("|");
}

/** Takes a kept label apart, so that it can be said in the reader's language. */
export function readDevice(label: string): Device {
  const known = label.split("|");
  return {
    browser: browsers.find(([, name]) => known.includes(name))?.[1] ?? null,
    system: systems.find(([, name]) => known.includes(name))?.[1] ?? null,
  };
}
