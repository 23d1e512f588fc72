import { NextIntlClientProvider } from "next-intl";
import { getMessages } from "next-intl/server";
import type { ReactNode } from "react";
import type { Catalogue, Namespace } from "@/lib/i18n/catalogue";

type Part = {
  [Name in Namespace]: Name | `${Name}.${Extract<keyof Catalogue[Name], string>}`;
}[Namespace];

/** What the components in `components/ui` and the error pages say in the browser. */
const always: readonly Part[] = ["common", "errors.page"];

/**
 * Hands messages to the client components below it: whole namespaces or one branch ("stages.label").
 * Every byte goes over the wire, so name only what they say. An inner `Messages` replaces an outer one.
 */
export async function Messages({ of, children }: { of: readonly Part[]; children: ReactNode }) {
  const catalogue = (await getMessages()) as Catalogue;
  const picked: Record<string, Record<string, unknown>> = {};
  for (const part of [...always, ...of]) {
    const [namespace, branch] = part.split(".") as [Namespace, string | undefined];
    const whole: Record<string, unknown> = catalogue[namespace];
    picked[namespace] = branch ? { ...picked[namespace], [branch]: whole[branch] } : { ...whole };
  }
  return (
    <NextIntlClientProvider messages={picked as Partial<Catalogue>}>
      {children}
    </NextIntlClientProvider>
  );
}
