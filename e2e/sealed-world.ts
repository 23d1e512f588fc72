import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Case } from "@/db/testing/factories";
import { asSuperuser } from "@/db/testing/superuser";
import { newCaseKey, sealField, wrapCaseKey, wrappingKey } from "@/lib/crypto/envelope";

/** Gives a case the key that the program makes when it opens one, and seals words of it: as the program does it. */
export async function sealAs(
  { orgId, id: caseId }: Pick<Case, "orgId" | "id">,
  requestId: string,
  details: Record<string, unknown>,
): Promise<void> {
  const key = newCaseKey("k1");
  const wrapped = wrapCaseKey(keyOfTheProgram(), { caseId, orgId }, key);
  const place = { table: "support_requests", column: "sealed", rowId: requestId, orgId };
  const sealed = sealField(key, place, JSON.stringify(details));
  const db = asSuperuser();
  await db`insert into case_keys (org_id, case_id, version, wrapped) values (${orgId}, ${caseId}, 1, ${wrapped})`;
  await db`update support_requests set sealed = ${sealed} where id = ${requestId}`;
}

/** Of the program under test, which keeps it in its folder of data. */
function keyOfTheProgram() {
  const file = join(process.env.PLENARY_E2E_DATA ?? "", "master.key");
  return wrappingKey(Buffer.from(readFileSync(file, "utf8"), "base64"));
}
