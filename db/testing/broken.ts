import { expect } from "vitest";
import { asSuperuser } from "./superuser";

/** Work while a function of the database says something else: what a rule keeps off must come through then. */
export async function broken(
  signature: string,
  [from, to]: [string, string],
  work: () => Promise<unknown>,
): Promise<void> {
  const superuser = asSuperuser();
  const [kept] = await superuser<{ source: string }[]>`
    select pg_get_functiondef(${signature}::regprocedure) as source`;
  const source = kept?.source ?? "";
  expect(source).toContain(from);
  await superuser.unsafe(source.replace(from, to));
  try {
    await work();
  } finally {
    await superuser.unsafe(source);
  }
}
