import { answerWithChart } from "../answer";

/** /insights/<chart>.csv; see next.config.ts. */
export async function GET(
  request: Request,
  { params }: RouteContext<"/insights/[chart]/csv">,
): Promise<Response> {
  return answerWithChart(request, (await params).chart, "csv");
}
