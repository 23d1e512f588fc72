import { answerWithChart } from "../answer";

/** /insights/<chart>.xlsx; see next.config.ts. */
export async function GET(
  request: Request,
  { params }: RouteContext<"/insights/[chart]/xlsx">,
): Promise<Response> {
  return answerWithChart(request, (await params).chart, "xlsx");
}
