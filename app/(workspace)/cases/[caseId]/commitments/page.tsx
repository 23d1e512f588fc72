import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requireActor } from "@/lib/auth/actor";
import { CaseFrame, readCase } from "../case-frame";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("cases.documentTitle");
  return { title: t("one") };
}

export default async function CaseCommitmentsPage({
  params,
}: {
  params: Promise<{ caseId: string }>;
}) {
  const actor = await requireActor();
  const page = await readCase(actor, (await params).caseId);
  return (
    <CaseFrame actor={actor} page={page} current="commitments">
      {null}
    </CaseFrame>
  );
}
