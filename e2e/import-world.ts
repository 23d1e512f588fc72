import { request } from "@playwright/test";
import { aCase, aMember, anOrganisation, aSession, type Member } from "@/db/testing/factories";
import { asSuperuser } from "@/db/testing/superuser";
import { makeSamples } from "@/lib/imports/testing/samples";

/** A pasted block that somebody brought and has not imported; its id. */
export async function aDraftImport(
  baseURL: string | undefined,
  member: Member,
  block = "State\tCase B\nExample State 1\tagreed",
): Promise<string> {
  const api = await request.newContext({
    baseURL,
    extraHTTPHeaders: { Cookie: `plenary.session=${member.secret}`, Origin: baseURL ?? "" },
  });
  const response = await api.post("/commitments/import/files", {
    multipart: { block },
    maxRedirects: 0,
  });
  await api.dispose();
  const id = /import\/([0-9a-f-]{36})$/.exec(response.headers().location ?? "")?.[1];
  if (!id) {
    throw new Error(`The block was not kept: ${response.status()}`);
  }
  return id;
}

export const samples = new Map(makeSamples().map(({ name, file }) => [name, file]));
export const fileOf = (name: string) => ({
  name,
  mimeType: "application/octet-stream",
  buffer: samples.get(name) as Buffer,
});

/** An advocate with cases that are called as the sheets call them. */
export async function aDesk(...titles: string[]) {
  const organisation = await anOrganisation();
  await asSuperuser()`update organisations set has_example = true where id = ${organisation.id}`;
  const lead = await aMember(organisation);
  const cases = [];
  for (const title of titles) {
    cases.push(await aCase(lead, { title, countryCode: "CUB", visibility: "organisation" }));
  }
  const [upr, hrc] = [
    await aSession(organisation, { title: "Pre-session", startsOn: "2027-03-01" }),
    await aSession(organisation, {
      title: "Council, our session",
      forum: "hrc",
      kind: "hrc_regular",
      startsOn: "2027-03-01",
    }),
  ];
  return { organisation, lead, cases, upr, hrc };
}

/** What stands of these cases, by case and State. */
export const standing = (ids: string[]) => asSuperuser()<
  { title: string; state: string; stage: string; raised: boolean }[]
>`select k.title, c.state_code as state, c.stage, c.is_raised as raised from commitments c
  join cases k on k.id = c.case_id where k.id = any(${ids}) order by 1, 2`;
